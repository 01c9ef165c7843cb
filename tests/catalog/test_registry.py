"""The registry: every line of its files has its row, once, and the traps in them are heeded."""

# mypy: disable-error-code="union-attr, arg-type"
from __future__ import annotations

import csv
import shutil
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from bin.registry import load_registry, main, told
from catalog.actions.registry import (
    DATA,
    load_crafts,
    load_families,
    load_gi_goods,
    load_products,
    load_variants,
)
from catalog.models import Craft, CraftFamily, CraftVariant, DistrictProduct, GIGood
from catalog.queries.registry import (
    craft_sheet,
    crafts,
    district_page,
    families,
    family_by_slug,
    gi_goods_of,
    product,
    products_of,
    state_counts,
    stitches,
    tariff_line,
)
from catalog.rules.registry import PLACEHOLDER_HSN, Proof, Standing, Thread, gates, standing, weight
from kit.lists import ListFileWrong, Tally
from people.actions.places import DATA as PLACES
from people.actions.places import load_districts, load_states
from people.models.places import District, State
from people.queries.places import district_by_slug

AT = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
LOADERS = {
    "craft_families.csv": load_families,
    "crafts.csv": load_crafts,
    "craft_variants.csv": load_variants,
    "gi_goods.csv": load_gi_goods,
    "district_products.csv": load_products,
}


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
        for load in LOADERS.values():
            load(session, at=AT)
    yield engine
    engine.dispose()


@pytest.fixture
def registry(loaded):
    """A session on the loaded lists that forgets."""
    with loaded.connect() as connection, Session(connection) as session:
        yield session


@pytest.fixture
def newer(tmp_path):
    """Write a changed copy of a list: `newer(name, change)` where `change` edits the lines in place."""

    def write(name, change):
        rows = lines(name)
        change(rows)
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return tmp_path / name

    return write


def one(rows, **cells):
    return next(row for row in rows if all(row[name] == value for name, value in cells.items()))


def count(session, model, *conditions):
    return session.scalar(select(func.count()).select_from(model).where(*conditions))


@pytest.mark.parametrize(
    ("name", "model", "number"),
    [
        ("craft_families.csv", CraftFamily, 25),
        ("crafts.csv", Craft, 180),
        ("craft_variants.csv", CraftVariant, 334),
        ("gi_goods.csv", GIGood, 657),
        ("district_products.csv", DistrictProduct, 1272),
    ],
)
def test_every_line_of_a_file_has_its_row(registry, name, model, number):
    assert count(registry, model, model.retired_at.is_(None)) == len(lines(name)) == number


def test_products_stand_under_the_district_their_line_names(registry):
    loaded = registry.execute(
        select(State.name, District.name, DistrictProduct.name, DistrictProduct.craft_id)
        .join(District, DistrictProduct.district_id == District.id)
        .join(State, District.state_code == State.code)
    )
    listed = {
        (line["state"], line["district"], line["product"], line["craft"])
        for line in lines("district_products.csv")
    }
    assert {tuple(row) for row in loaded} == listed


def test_sectors_marks_and_confidence_are_counted_as_in_the_file(registry):
    for column, name in {
        DistrictProduct.sector: "sector",
        DistrictProduct.gi_tagged: "gi_tagged",
        DistrictProduct.craft_confidence: "craft_confidence",
    }.items():
        loaded = registry.execute(select(column, func.count()).group_by(column))
        assert {row[0]: row[1] for row in loaded} == Counter(
            line[name] for line in lines("district_products.csv")
        )
    assert count(registry, DistrictProduct, DistrictProduct.gi_good_id.is_not(None)) == 296


def test_every_active_district_has_a_product(registry):
    without = registry.scalars(
        select(District.name).where(
            ~select(DistrictProduct).where(DistrictProduct.district_id == District.id).exists()
        )
    ).all()
    assert without == []


def test_inherited_products_are_marked(registry):
    listed = [line for line in lines("district_products.csv") if line["source_lists"] == "inherited"]
    marked = registry.scalars(select(DistrictProduct).where(DistrictProduct.inherited)).all()
    assert len(marked) == len(listed) == 14
    assert all(row.craft_confidence != "high" for row in marked)
    [feni] = products_of(registry, district_by_slug(registry, "kushavati").id)
    assert (feni.name, feni.standing, feni.is_goods) == ("Feni", Standing.INHERITED, False)


def test_services_and_spirits_are_no_goods(registry):
    services = [line["craft"] for line in lines("crafts.csv") if line["family"] == "not_goods"]
    assert len(services) == 3
    assert set(registry.scalars(select(Craft.id).where(~Craft.is_goods))) == set(services)
    assert not {craft.id for craft in crafts(registry)} & set(services)
    assert family_by_slug(registry, "not-goods") is None
    assert "not_goods" not in {family.id for family in families(registry)}
    assert all(tariff_line(registry, craft) is None for craft in services)
    assert all(tariff_line(registry, craft, craft) is None for craft in services)


def test_the_placeholder_is_on_no_goods(registry):
    assert count(registry, Craft, Craft.hsn8 == PLACEHOLDER_HSN, Craft.is_goods) == 0
    assert all(tariff_line(registry, craft.id).hsn8 != PLACEHOLDER_HSN for craft in crafts(registry))


def test_chandigarh_has_nothing_notified_that_is_goods(registry):
    chandigarh = district_by_slug(registry, "chandigarh").id
    assert [line.name for line in products_of(registry, chandigarh)] == ["Tourism"]
    assert products_of(registry, chandigarh, goods_only=True) == []


def test_the_finer_line_is_the_one_that_counts(registry):
    craft = one(lines("crafts.csv"), craft="cardamom")
    finer = one(lines("craft_variants.csv"), variant="cardamom_large")
    assert craft["hsn8"] != finer["hsn8"]
    assert tariff_line(registry, "cardamom").hsn8 == craft["hsn8"]
    assert tariff_line(registry, "cardamom", "cardamom_large").hsn8 == finer["hsn8"]
    assert tariff_line(registry, "saffron", "cardamom_large") is None
    assert tariff_line(registry, "moon_dust") is None


def test_tariff_lines_come_over_unchanged(registry):
    for line in lines("craft_variants.csv"):
        loaded = tariff_line(registry, line["craft"], line["variant"])
        if line["hsn8"] == PLACEHOLDER_HSN:
            continue
        assert loaded._asdict() == {
            "hsn8": line["hsn8"],
            "hsn_confidence": line["hsn_confidence"],
            "handicraft": line["handicraft"] == "true",
            "prepacked": line["prepacked"] == "true",
            "price_slab": line["price_slab"] == "true",
            "unit": line["unit"],
            "perishable": line["perishable"] == "true",
        }


def test_crafts_carry_their_proofs_and_form_fields(registry):
    for line in lines("crafts.csv"):
        sheet = craft_sheet(registry, line["craft"])
        assert (sheet.craft.name_en, sheet.craft.name_hi) == (line["name_en"], line["name_hi"])
        assert ";".join(sheet.craft.proofs) == line["proofs"]
        assert ";".join(sheet.craft.attributes) == line["attributes"]
        assert sheet.craft.typical_days_to_make == int(line["typical_days_to_make"])
        assert sheet.family.id == line["family"]
        assert len(sheet.variants) == sum(
            finer["craft"] == line["craft"] for finer in lines("craft_variants.csv")
        )
    assert craft_sheet(registry, "moon-dust") is None


def test_families_have_names_in_both_languages_and_hold_all_crafts(registry):
    shown = families(registry)
    assert len(shown) == 24
    assert all(family.name_en and family.name_hi for family in shown)
    assert shown[0][:4] == ("weaves", "weaves", "Weaves", "बुनाई")
    assert {family.id: family.crafts for family in shown} == Counter(
        line["family"] for line in lines("crafts.csv") if line["family"] != "not_goods"
    )
    assert {craft.family_id for craft in crafts(registry, "metal")} == {"metal"}


def test_gi_goods_know_their_states(registry):
    names = {line["name"] for line in lines("gi_goods.csv") if "Gujarat" in line["states"].split("; ")}
    assert [good.name for good in gi_goods_of(registry, "24")] == sorted(
        names, key=[good.name for good in gi_goods_of(registry, "24")].index
    )
    assert {good.name for good in gi_goods_of(registry, "24")} == names
    shared = one(lines("gi_goods.csv"), states="Manipur; Nagaland")["name"]
    assert all(shared in {good.name for good in gi_goods_of(registry, code)} for code in ("13", "14"))


def test_the_list_number_that_stands_twice_keeps_both_goods(registry):
    twice = registry.scalars(select(GIGood.name).where(GIGood.list_serial_no == 29)).all()
    assert set(twice) == {"Srikalahasthi Kalamkari", "Orissa Ikat"}


def test_products_begin_with_the_weightiest_list(registry):
    bankura = products_of(registry, district_by_slug(registry, "bankura").id)
    assert [(line.name, line.standing) for line in bankura] == [
        ("Terracotta Craft", Standing.NOTIFIED),
        ("Bankura Panchmura Terracotta Craft", Standing.INFERRED),
    ]
    assert bankura[1].gi_name == "Bankura Panchmura Terracotta Craft"
    assert product(registry, bankura[0].id) == bankura[0]
    assert product(registry, 0) is None


def test_same_names_in_two_states_have_products_of_their_own(registry):
    for line in lines("district_products.csv"):
        if line["district"] == "Hamirpur":
            slug = f"hamirpur-{line['state'].lower().replace(' ', '-')}"
            assert line["product"] in {found.name for found in district_page(registry, slug).products}


def test_a_district_page_has_its_products_and_neighbours(registry):
    page = district_page(registry, "kachchh")
    assert (page.district.name, page.state.name) == ("Kachchh", "Gujarat")
    assert len(page.products) == 8
    assert 0 < len(page.neighbours) <= 6
    assert district_page(registry, "atlantis") is None


def test_the_map_has_a_stitch_for_each_active_district(registry):
    cloth = stitches(registry)
    assert len(cloth) == 784
    assert len({(stitch.column, stitch.row) for stitch in cloth}) == 784
    listed = {
        (line["state"], line["district"], int(line["map_column"]), int(line["map_row"]))
        for line in lines("districts.csv", PLACES)
        if line["status"] == "active"
    }
    assert {(one.state_name, one.district_name, one.column, one.row) for one in cloth} == listed
    assert {stitch.thread for stitch in cloth} == set(Thread)
    by_slug = {stitch.district_slug: stitch for stitch in cloth}
    assert by_slug["bankura"].thread is Thread.CLAY
    assert by_slug["chandigarh"].thread is Thread.OTHER  # tourism is no goods
    order = [stitch.state_slug for stitch in cloth]
    assert len(set(order)) == 36
    assert order == sorted(order, key=order.index)


def test_states_count_what_the_registry_holds(registry):
    counts = state_counts(registry)
    assert sum(state.districts for state in counts.values()) == 784
    assert sum(state.products for state in counts.values()) == 1272
    punjab = [line for line in lines("district_products.csv") if line["state"] == "Punjab"]
    assert counts["03"].products == len(punjab)
    assert counts["24"].gi_goods == len(gi_goods_of(registry, "24"))


def test_loading_twice_changes_nothing(registry):
    for name, load in LOADERS.items():
        assert load(registry, at=AT) == Tally(listed=len(lines(name)))


def test_a_changed_line_updates_its_one_row(registry, newer):
    key = {"state": "West Bengal", "district": "Bankura", "product": "Terracotta Craft"}
    before = products_of(registry, district_by_slug(registry, "bankura").id)[0]
    path = newer(
        "district_products.csv",
        lambda rows: one(rows, **key).update(source_lists="dpiit;pmfme", sector="food"),
    )
    assert load_products(registry, path, at=AT) == Tally(listed=1272, changed=1)
    after = products_of(registry, district_by_slug(registry, "bankura").id)[0]
    assert after == before._replace(sector="food")


def test_a_changed_tariff_line_updates_its_one_row(registry, newer):
    path = newer(
        "craft_variants.csv", lambda rows: one(rows, variant="cardamom_large").update(hsn8="09083190")
    )
    assert load_variants(registry, path, at=AT) == Tally(listed=334, changed=1)
    assert tariff_line(registry, "cardamom", "cardamom_large").hsn8 == "09083190"


def test_a_line_that_is_gone_retires_its_row_and_brings_it_back(registry, newer):
    path = newer(
        "district_products.csv",
        lambda rows: rows.remove(one(rows, product="Terracotta Craft", district="Bankura")),
    )
    kept = products_of(registry, district_by_slug(registry, "bankura").id)[0].id
    assert load_products(registry, path, at=AT) == Tally(listed=1271, changed=1, retired=1)
    assert product(registry, kept) is None
    assert count(registry, DistrictProduct, DistrictProduct.id == kept) == 1
    assert load_products(registry, at=AT) == Tally(listed=1272, changed=2)
    assert product(registry, kept).name == "Terracotta Craft"


@pytest.mark.parametrize(
    ("name", "cells", "complaint"),
    [
        ("crafts.csv", {"family": "moon"}, "line 2: no craft family is called 'moon'"),
        ("crafts.csv", {"handicraft": "perhaps"}, "line 2: 'perhaps' is neither true nor false"),
        ("crafts.csv", {"unit": "bushel"}, "line 2: 'bushel' is not a valid Unit"),
        ("craft_variants.csv", {"craft": "moon"}, "line 2: no craft is called 'moon'"),
        ("craft_variants.csv", {"variant": "attar"}, "'attar',. stands there twice"),
        ("gi_goods.csv", {"states": "Goa; Atlantis"}, "line 2: no State is called 'Atlantis'"),
        ("craft_families.csv", {"is_goods": "false"}, "line 2: only the family not_goods is not of goods"),
        (
            "district_products.csv",
            {"lgd_code": "", "district": "Atlantis"},
            "has no district called 'Atlantis'",
        ),
        ("district_products.csv", {"gi_name": "Moon Dust"}, "the register has no 'Moon Dust' of that State"),
        ("district_products.csv", {"source_lists": "hearsay"}, "line 2: 'hearsay' is not a valid SourceList"),
    ],
)
def test_a_faulty_line_is_named(registry, newer, name, cells, complaint):
    path = newer(name, lambda rows: rows[0].update(cells))
    with pytest.raises(ListFileWrong, match=complaint):
        LOADERS[name](registry, path, at=AT)


def test_one_command_loads_all_lists_and_again_without_change(session):
    first = list(load_registry(session, at=AT))
    assert [number for number, *_ in first] == list(range(1, first[0][1] + 1))
    assert {name: told(change) for *_, name, change in first}["crafts"] == "180 listed, 180 added"
    for *_, name, change in load_registry(session, at=AT):
        assert {"added", "changed", "retired"}.isdisjoint(told(change).replace(",", "").split()), name


@pytest.fixture
def settings(fresh_database, monkeypatch):
    """The environment of a command that is run on a database of its own."""
    for name, value in {
        "ZILA_ENV": "test",
        "DATABASE_URL": fresh_database,
        "REDIS_URL": "redis://127.0.0.1:9/0",
        "SECRET_KEY": "demo-for-tests-and-nothing-else-at-all",
        "STRIPE_API_BASE": "http://127.0.0.1:9",
        "STRIPE_SECRET_KEY": "sk_test_demo_for_tests",
        "STRIPE_WEBHOOK_SECRET": "whsec_demo_for_tests",
        "SMTP_URL": "smtp://127.0.0.1:9",
        "SMS_URL": "http://127.0.0.1:9/sms",
    }.items():
        monkeypatch.setenv(name, value)
    return fresh_database


def test_the_command_tells_its_progress_and_keeps_what_it_loaded(settings, fresh_engine, capsys):
    assert main([]) == 0
    said = capsys.readouterr().out
    assert "progress: 4/" in said
    assert "crafts: 180 listed, 180 added" in said
    with Session(fresh_engine) as session:
        assert count(session, DistrictProduct) == 1272


def test_a_faulty_list_stops_the_command_and_changes_nothing(settings, fresh_engine, capsys, tmp_path):
    assert main(["--crafts", str(tmp_path)]) == 1
    assert "craft_families.csv" in capsys.readouterr().err
    with Session(fresh_engine) as session:
        assert count(session, State) == 0


def test_the_command_reads_newer_lists_from_elsewhere(registry, tmp_path):
    shutil.copytree(DATA, tmp_path / "crafts")
    path = tmp_path / "crafts" / "crafts.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(",Attar and perfume,", ",Attar,"), encoding="utf-8"
    )
    changes = {
        name: change for *_, name, change in load_registry(registry, at=AT, crafts_folder=tmp_path / "crafts")
    }
    assert changes["crafts"] == Tally(listed=180, changed=1)
    assert replace(changes["district products"], listed=0) == Tally()


def test_only_some_proofs_bar_the_sale():
    assert gates([Proof.GI_USER, Proof.HUID, Proof.FSSAI]) == [Proof.FSSAI, Proof.HUID]
    assert gates([Proof.SILK_MARK]) == []


def test_a_products_standing_is_that_of_its_weightiest_list():
    assert standing(["gi_registry", "dpiit"]) is Standing.NOTIFIED
    assert standing(["gi_registry"]) is Standing.INFERRED
    assert standing(["inherited"]) is Standing.INHERITED
    assert weight(["gi_registry", "dpiit"]) == 0 < weight(["pmfme"]) < weight(["inherited"])
