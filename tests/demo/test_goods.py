"""The demo goods name rows of the registry, and each has a name of its own."""

import csv
from pathlib import Path

from demo.goods import FOOD_FAMILIES, read_goods

ROOT = Path(__file__).parents[2]


def rows(path):
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_392_goods_and_no_two_share_a_title_or_a_slug():
    goods = read_goods()
    assert len(goods) == 392
    assert len({good.title_en for good in goods}) == 392
    assert len({good.slug for good in goods}) == 392


def test_every_state_and_union_territory_makes_something():
    states = {row["state"] for row in rows("people/data/states.csv")}
    assert len(states) == 36
    assert {good.state for good in read_goods()} == states


def test_every_good_comes_from_a_district_of_the_registry():
    known = {(row["state"], row["district"], row["lgd_code"]) for row in rows("people/data/districts.csv")}
    strangers = [
        good.title_en
        for good in read_goods()
        if (good.state, good.district, str(good.lgd_district_code)) not in known
    ]
    assert strangers == []


def test_every_good_is_a_product_of_its_district():
    known = {
        (row["state"], row["district"], row["product"]) for row in rows("catalog/data/district_products.csv")
    }
    strangers = [
        good.title_en
        for good in read_goods()
        if (good.state, good.district, good.registry_product) not in known
    ]
    assert strangers == []


def test_every_good_has_a_craft_that_is_sold_here_and_a_line_of_that_craft():
    crafts = {row["craft"] for row in rows("catalog/data/crafts.csv") if row["family"] != "not_goods"}
    lines = {(row["craft"], row["variant"]) for row in rows("catalog/data/craft_variants.csv")}
    assert {good.craft_id for good in read_goods()} <= crafts
    assert {(good.craft_id, good.variant_id) for good in read_goods()} <= lines


def test_money_weight_and_stock_are_such_as_can_be_sold():
    for good in read_goods():
        assert good.price_paise > 0, good.title_en
        assert good.price_paise % 100 == 0, good.title_en
        assert good.wholesale_price_paise < good.price_paise, good.title_en
        assert good.weight_g > 0, good.title_en
        assert good.stock_qty > 0 or good.made_to_order, good.title_en
        assert all(good.price_paise + choice.price_delta_paise > 0 for choice in good.variants), good.title_en


def test_what_perishes_says_for_how_long_it_keeps():
    assert [good.title_en for good in read_goods() if good.perishable and not good.shelf_life_days] == []


def test_what_is_eaten_or_drunk_names_its_license_among_its_proofs():
    scents = {"attar", "essential_oil"}
    food = [
        good for good in read_goods() if good.craft_family in FOOD_FAMILIES and good.craft_id not in scents
    ]
    assert [good.title_en for good in food if "FSSAI" not in good.needs] == []
