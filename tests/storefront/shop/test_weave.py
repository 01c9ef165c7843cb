"""The woven map, drawn from stitches alone."""

from __future__ import annotations

from catalog.queries.registry import Stitch
from catalog.rules.registry import Thread
from storefront.shop.weave import bordering, patch, weave


def a_stitch(column: int, row: int, state: str = "goa", thread: Thread = Thread.WEAVE) -> Stitch:
    name = f"{state} {column} {row}"
    return Stitch(column, row, "30", state, state.title(), name.replace(" ", "-"), name, thread)


def href(slug: str) -> str:
    return f"/states/{slug}"


def test_each_state_is_one_link_with_its_name_and_count():
    drawn = weave(
        [a_stitch(0, 0), a_stitch(1, 0), a_stitch(0, 1, "kerala")],
        href,
        "India",
        {"goa": "गोवा", "kerala": "K"},
    )
    assert drawn.count("<a ") == 2
    assert "<title>गोवा, 2</title>" in drawn
    assert 'href="/states/kerala"' in drawn


def test_stitches_lie_across_on_even_cells_and_along_on_odd_ones():
    drawn = weave([a_stitch(0, 0), a_stitch(1, 0)], href, "India", {"goa": "Goa"})
    assert 'd="M2.5 5h5m7.5-2.5v5"' in drawn


def test_the_ground_of_a_state_is_its_outline_with_straight_runs_joined():
    drawn = weave([a_stitch(0, 0), a_stitch(1, 0), a_stitch(0, 1)], href, "India", {"goa": "Goa"})
    assert 'class="g" d="M0 0h20v10h-10v10h-10z"' in drawn


def test_patches_that_touch_at_a_corner_stay_apart():
    drawn = weave([a_stitch(0, 0), a_stitch(1, 1)], href, "India", {"goa": "Goa"})
    assert 'd="M0 0h10v10h-10zM10 10h10v10h-10z"' in drawn


def test_the_district_at_hand_is_lit_and_says_so():
    drawn = patch([a_stitch(3, 4), a_stitch(4, 4)], "goa-3-4", href, "Goa")
    assert drawn.count("aria-current=page") == 1
    assert 'class="m" d="M5 2.5v5"' in drawn


def test_names_cannot_break_out_of_the_drawing():
    drawn = weave([a_stitch(0, 0)], href, 'In"dia', {"goa": "<script>"})
    assert "<script>" not in drawn
    assert 'aria-label="In&#34;dia"' in drawn


def test_a_layers_colours_and_sums_take_the_place_of_threads_and_counts():
    cells = [a_stitch(0, 0), a_stitch(1, 0)]
    drawn = weave(
        cells,
        href,
        "India",
        {"goa": "Goa"},
        colours={"goa-0-0": "z0", "goa-1-0": "z5"},
        sums={"goa": "1,234"},
    )
    assert "<title>Goa, 1,234</title>" in drawn
    assert 'class="z0" d="M2.5 5h5"' in drawn
    assert 'class="z5" d="M15 2.5v5"' in drawn


def test_states_whose_patches_share_an_edge_are_neighbours():
    cells = [a_stitch(0, 0), a_stitch(1, 0, "kerala"), a_stitch(2, 1, "bihar"), a_stitch(1, 1, "assam")]
    assert bordering(cells, "kerala") == {"goa", "assam"}
    assert bordering(cells, "nowhere") == set()


def test_several_districts_are_lit_and_none_is_the_page_at_hand():
    drawn = patch([a_stitch(0, 0), a_stitch(1, 0), a_stitch(2, 0)], {"goa-0-0", "goa-2-0"}, href, "Goa")
    assert drawn.count('class="m"') == 2
    assert "aria-current" not in drawn
    assert patch([a_stitch(0, 0)], "", href, "Goa", threads=True).count('class="k-weave"') == 1
