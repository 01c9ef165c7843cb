"""Places: the lists as they stand in the files, loaded once or often, and the district of a PIN."""

# mypy: disable-error-code="union-attr, arg-type"
from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from kit.lists import ListFileWrong, Tally
from people.actions.places import DATA, load_districts, load_states
from people.models.places import District, State
from people.queries.places import (
    district_by_slug,
    district_named,
    district_of_pin,
    districts,
    neighbours,
    place_of_pin,
    state_by_slug,
    states,
)
from people.rules.places import DistrictStatus, clean_pin, district_slug, slug

AT = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)


def lines(name, folder=DATA):
    with Path(folder, name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def loaded(clone):
    """An engine on a database that holds the lists."""
    engine = create_engine(clone())
    with Session(engine) as session, session.begin():
        load_states(session, at=AT)
        load_districts(session, at=AT)
    yield engine
    engine.dispose()


@pytest.fixture
def places(loaded):
    """A session on the loaded lists that forgets."""
    with loaded.connect() as connection, Session(connection) as session:
        yield session


@pytest.fixture
def newer(tmp_path):
    """Write a changed copy of the list of districts: `change` edits its lines in place."""

    def write(change):
        rows = lines("districts.csv")
        change(rows)
        path = tmp_path / "districts.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


def row_of(rows, state, district):
    return next(row for row in rows if (row["state"], row["district"]) == (state, district))


def test_every_line_of_the_files_has_its_row(places):
    listed = Counter(line["status"] for line in lines("districts.csv"))
    loaded = places.execute(select(District.status, func.count()).group_by(District.status)).all()
    assert {status.value: number for status, number in loaded} == listed
    assert (listed["active"], listed["region"], listed["abolished"]) == (784, 2, 1)
    assert places.scalar(select(func.count()).select_from(State)) == len(lines("states.csv")) == 36


def test_each_state_counts_its_own_active_districts(places):
    listed = Counter(line["state"] for line in lines("districts.csv") if line["status"] == "active")
    assert {state.name: state.districts for state in states(places)} == listed


def test_codes_points_and_aliases_come_over_unchanged(places):
    by_name = {(state.name, state.code) for state in states(places)}
    assert ("West Bengal", "19") in by_name
    loaded = {
        (state, name): (lgd, latitude, longitude, column, row, aliases)
        for state, name, lgd, latitude, longitude, column, row, aliases in places.execute(
            select(
                State.name,
                District.name,
                District.lgd_code,
                District.latitude,
                District.longitude,
                District.map_column,
                District.map_row,
                District.aliases,
            ).join(State)
        )
    }
    for line in lines("districts.csv"):
        lgd, latitude, longitude, column, row, aliases = loaded[line["state"], line["district"]]
        assert str(lgd or "") == line["lgd_code"]
        assert (latitude, longitude) == (float(line["latitude"]), float(line["longitude"]))
        assert (column, row) == (
            (int(line["map_column"]), int(line["map_row"])) if line["map_column"] else (None, None)
        )
        assert "; ".join(aliases) == line["aliases"]


def test_five_union_territories_have_no_legislature(places):
    without = set(places.scalars(select(State.name).where(State.is_ut_without_legislature)))
    assert without == {
        "Andaman and Nicobar Islands",
        "Chandigarh",
        "Dadra and Nagar Haveli and Daman and Diu",
        "Ladakh",
        "Lakshadweep",
    }
    assert places.scalar(select(func.count()).where(State.is_ut)) == 8


def test_districts_of_the_same_name_stand_apart(places):
    doubled = {"Balrampur", "Bilaspur", "Hamirpur", "Pratapgarh"}
    found = places.execute(select(District.name, District.slug).where(District.name.in_(doubled))).all()
    assert len(found) == 8
    assert {slug for name, slug in found if name == "Pratapgarh"} == {
        "pratapgarh-rajasthan",
        "pratapgarh-uttar-pradesh",
    }
    assert district_by_slug(places, "pratapgarh") is None
    assert district_by_slug(places, "pratapgarh-rajasthan").state_code == "08"


def test_addresses_are_unique_and_plain(places):
    slugs = places.scalars(select(District.slug)).all()
    assert len(set(slugs)) == len(slugs) == 787
    assert all(slug(one) == one for one in slugs)


def test_loading_twice_changes_nothing(places):
    assert load_states(places, at=AT) == Tally(listed=36)
    assert load_districts(places, at=AT) == Tally(listed=787)


def test_a_renamed_district_keeps_its_row_and_its_address(places, newer):
    before = district_by_slug(places, "bankura").id
    path = newer(lambda rows: row_of(rows, "West Bengal", "Bankura").update(district="Mallabhum"))
    assert load_districts(places, path, at=AT) == Tally(listed=787, changed=1)
    places.expire_all()
    after = district_by_slug(places, "bankura")
    assert (after.id, after.name) == (before, "Mallabhum")


def test_a_new_district_of_an_old_name_gets_an_address_of_its_own(places, newer):
    def change(rows):
        old = row_of(rows, "West Bengal", "Bankura")
        rows.append(old | {"lgd_code": "9001", "map_column": "", "map_row": ""})
        old["district"] = "Mallabhum"

    assert load_districts(places, newer(change), at=AT) == Tally(listed=788, added=1, changed=1)
    assert district_by_slug(places, "bankura").name == "Mallabhum"
    assert district_by_slug(places, "bankura-west-bengal").lgd_code == 9001


def test_a_code_that_comes_later_finds_its_district(places, newer):
    path = newer(lambda rows: row_of(rows, "Haryana", "Hansi").update(lgd_code="9002"))
    assert load_districts(places, path, at=AT) == Tally(listed=787, changed=1)


def test_two_districts_may_swap_their_cells_on_the_map(places, newer):
    def swap(rows):
        one, other = row_of(rows, "Kerala", "Idukki"), row_of(rows, "Kerala", "Kollam")
        for name in ("map_column", "map_row"):
            one[name], other[name] = other[name], one[name]

    assert load_districts(places, newer(swap), at=AT) == Tally(listed=787, changed=2)


def test_a_district_that_is_listed_no_more_is_retired_and_may_come_back(places, newer):
    path = newer(lambda rows: rows.remove(row_of(rows, "Goa", "Kushavati")))
    assert load_districts(places, path, at=AT) == Tally(listed=786, retired=1)
    places.expire_all()
    assert district_by_slug(places, "kushavati") is None
    assert places.scalar(select(District.retired_at).where(District.slug == "kushavati")) == AT
    assert load_districts(places, at=AT) == Tally(listed=787, changed=1)
    assert district_by_slug(places, "kushavati") is not None


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda rows: rows[4].update(state="Atlantis"), "line 6: no State is called 'Atlantis'"),
        (lambda rows: rows[0].update(latitude="north"), "line 2: could not convert string to float"),
        (lambda rows: rows[9].update(status="asleep"), "line 11: 'asleep' is not a valid DistrictStatus"),
        (lambda rows: rows[1].update(lgd_code=rows[0]["lgd_code"]), "the LGD code 603 stands there twice"),
        (
            lambda rows: rows[1].update(map_column="37", map_row="43"),
            r"the map cell \(37, 43\) stands there twice",
        ),
    ],
)
def test_a_faulty_file_is_named_with_its_line(places, newer, change, complaint):
    with pytest.raises(ListFileWrong, match=complaint):
        load_districts(places, newer(change), at=AT)


def test_a_file_without_a_column_is_refused(places, tmp_path):
    path = tmp_path / "districts.csv"
    path.write_text("state,district\nGoa,North Goa\n", encoding="utf-8")
    with pytest.raises(ListFileWrong, match="the column 'lgd_code' is missing"):
        load_districts(places, path, at=AT)


def test_a_missing_file_is_refused(places, tmp_path):
    with pytest.raises(ListFileWrong, match=r"nowhere\.csv"):
        load_districts(places, tmp_path / "nowhere.csv", at=AT)


def test_people_choose_among_districts_of_today(places):
    delhi = {district.name for district in districts(places, "07")}
    assert "Shahdara" not in delhi
    assert {"New Delhi", "Old Delhi"} <= delhi
    assert {district.name for district in districts(places, "34")} == {
        "Karaikal",
        "Mahe",
        "Puducherry",
        "Yanam",
    }
    assert len(districts(places)) == 786


def test_former_names_lead_to_the_district(places):
    assert district_named(places, "09", "prayagraj").name == "Prayagraj"
    assert district_named(places, "18", "Karimganj").name == "Sribhumi"
    assert district_named(places, "19", "Nowhere") is None


def test_a_state_is_found_by_its_address(places):
    assert state_by_slug(places, "jammu-and-kashmir").code == "01"
    assert state_by_slug(places, "atlantis") is None


def test_neighbours_are_near_and_cross_the_borders_of_states(places):
    around = {one.name for one in neighbours(places, district_by_slug(places, "bankura"))}
    assert "Purulia" in around
    around_chandigarh = neighbours(places, district_by_slug(places, "chandigarh"), most=4)
    assert len(around_chandigarh) == 4
    assert {one.state_name for one in around_chandigarh} >= {"Haryana", "Punjab"}


KNOWN_PINS = {
    "722122": ("West Bengal", "Bankura"),
    "110001": ("Delhi", "New Delhi"),
    "700001": ("West Bengal", "Kolkata"),
    "682001": ("Kerala", "Ernakulam"),
    "456001": ("Madhya Pradesh", "Ujjain"),
    "226001": ("Uttar Pradesh", "Lucknow"),
    "302001": ("Rajasthan", "Jaipur"),
    "560001": ("Karnataka", "Bengaluru Urban"),
    "781001": ("Assam", "Kamrup Metropolitan"),
    "190001": ("Jammu and Kashmir", "Srinagar"),
    "799001": ("Tripura", "West Tripura"),  # the list says Telangana
    "160101": ("Chandigarh", "Chandigarh"),
    "682555": ("Lakshadweep", "Lakshadweep"),
    "673310": ("Puducherry", "Mahe"),
    "110092": ("Delhi", "East"),  # the list puts Shahdara first, which is no district any more
}


@pytest.mark.parametrize(("pin", "place"), KNOWN_PINS.items(), ids=list(KNOWN_PINS))
def test_a_pin_lies_in_its_district(places, pin, place):
    district = district_of_pin(places, pin)
    assert (places.get(State, district.state_code).name, district.name) == place
    assert place_of_pin(pin).state_name == place[0]


def test_every_name_of_the_pin_list_leads_to_a_row(places):
    known = {
        (state, name) for state, name in places.execute(select(State.name, District.name).join(District))
    }
    named = lines("pin_names.csv") + lines("pin_corrections.csv")
    assert [line for line in named if (line["state"], line["district"]) not in known] == []
    codes = {row.lgd_code: row.name for row in places.execute(select(District.lgd_code, District.name))}
    assert all(codes[int(line["lgd_code"])] == line["district"] for line in named if line["lgd_code"])


def test_almost_every_pin_of_the_list_has_a_place():
    import indian_pincode

    everywhere = indian_pincode.get_pincodes()
    lost = [pin for pin in everywhere if place_of_pin(pin) is None]
    assert len(everywhere) == 19_586
    # 82 that the list itself cannot place, field post offices, and a State the first digits rule out
    assert len(lost) <= 90
    assert "900099" in lost
    # of these the list has only the postal circle, which is enough for the tax and not for a district
    assert sum(not place_of_pin(pin).districts for pin in everywhere if pin not in lost) == 18


def test_a_pin_of_several_districts_names_the_likeliest_first():
    place = place_of_pin("533464")
    assert place.state_name == "Andhra Pradesh"
    assert len(place.districts) > 1
    assert all(district.state_code == place.state_code for district in place.districts)


@pytest.mark.parametrize("wrong", ["", "12345", "1234567", "022122", "72212a", "722-12", "999999"])
def test_what_is_no_pin_has_no_place(places, wrong):
    assert place_of_pin(wrong) is None
    assert district_of_pin(places, wrong) is None


def test_a_pin_may_have_a_state_and_no_district(places):
    assert place_of_pin("462034").state_name == "Madhya Pradesh"
    assert district_of_pin(places, "462034") is None


def test_a_pin_may_be_typed_with_spaces_or_in_devanagari():
    assert clean_pin(" 722 122 ") == clean_pin("722-122") == clean_pin("७२२१२२") == "722122"
    assert place_of_pin("७२२ १२२").state_code == "19"


def test_addresses_take_the_state_only_where_they_must():
    assert district_slug("Y.S.R. Kadapa", "Andhra Pradesh", shared=False) == "y-s-r-kadapa"
    assert district_slug("Bilaspur", "Himachal Pradesh", shared=True) == "bilaspur-himachal-pradesh"


def test_the_abolished_district_is_kept_and_says_so(places):
    assert district_by_slug(places, "shahdara").status is DistrictStatus.ABOLISHED
