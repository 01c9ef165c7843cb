"""Every good has a picture: its own, always the same, small, and with nothing in it that could act."""

import re
import statistics
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from demo.drawings.art import Art
from demo.drawings.choice import choose
from demo.drawings.drawing import draw, write_drawings
from demo.drawings.jars import tin
from demo.drawings.schemes import color
from demo.goods import read_goods

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = frozenset(
    ["svg", "title", "defs", "g", "path", "rect", "circle", "ellipse", "use", "pattern", "clipPath"]
)  # no script, style, image, foreignObject, a, animate, text
BYTES_MOST = 8_000
BYTES_MEDIAN = 5_000

GOODS = read_goods()


@pytest.fixture(scope="module")
def pictures():
    return {good.title_en: draw(good) for good in GOODS}


def test_every_good_draws_the_same_picture_again(pictures):
    assert all(draw(good) == pictures[good.title_en] for good in GOODS)


def test_no_two_goods_share_a_picture(pictures):
    bare = {re.sub(r"z[0-9a-f]{4}_|<title.*?</title>", "", picture) for picture in pictures.values()}
    assert len(bare) == len(GOODS)


def test_pictures_are_well_formed_squares_with_their_title_inside(pictures):
    for title, picture in pictures.items():
        root = ElementTree.fromstring(picture)
        assert root.tag == f"{SVG}svg", title
        assert root.get("viewBox") == "0 0 480 480", title
        label = root.find(f"{SVG}title")
        assert label is not None
        assert label.text == f"{title} (illustration)"


def test_pictures_hold_plain_shapes_only(pictures):
    tags = {
        element.tag.removeprefix(SVG)
        for picture in pictures.values()
        for element in ElementTree.fromstring(picture).iter()
    }
    assert tags <= DRAWN


def test_pictures_hold_nothing_that_acts_or_is_styled_or_fetched(pictures):
    for title, picture in pictures.items():
        for element in ElementTree.fromstring(picture).iter():
            for name, value in element.attrib.items():
                assert not name.lower().startswith("on"), title
                assert name not in ("style", "class", "src"), title
                assert name != "href" or value.startswith("#"), title
                assert all(link.startswith("url(#") for link in re.findall(r"url\([^)]", value)), title


def test_every_reference_leads_somewhere_within_the_picture(pictures):
    for title, picture in pictures.items():
        names = re.findall(r' id="([^"]+)"', picture)
        assert len(names) == len(set(names)), title
        assert set(re.findall(r'(?:href="|url\()#([\w]+)', picture)) <= set(names), title


def test_pictures_are_small(pictures):
    sizes = [len(picture.encode()) for picture in pictures.values()]
    assert max(sizes) <= BYTES_MOST
    assert statistics.median(sizes) <= BYTES_MEDIAN


def test_every_good_of_the_demo_has_a_shape_of_its_own():
    def shape(good):
        art = Art(good)
        color(art)
        return choose(art)

    assert [good.title_en for good in GOODS if shape(good) is tin] == []


def test_a_title_with_markup_in_it_stays_text():
    good = replace(GOODS[0], title_en='Oil <script>alert("x")</script> & "more"')
    root = ElementTree.fromstring(draw(good))
    assert [element.tag for element in root.iter() if element.tag.endswith("script")] == []


def test_drawings_are_written_once(tmp_path):
    assert write_drawings(tmp_path / "drawings") == len(GOODS)
    assert write_drawings(tmp_path / "drawings") == 0
    file = tmp_path / "drawings" / f"{GOODS[0].slug}.svg"
    assert file.read_text(encoding="utf-8") == draw(GOODS[0])
