"""A maker takes all their data away: whole, harmless, and nothing of a buyer's."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from catalog.actions import edit_listing, reprice
from kit.money import Money
from stock.actions import set_on_hand
from tests.makers import AT, a_listing
from tests.sales import DEVI, a_confirmed_order, on_sale, parcels_of


def packet(browser, language=""):
    answer = browser.get(f"{language}/workshop/own/data.zip")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    box = zipfile.ZipFile(io.BytesIO(answer.data))
    answer.close()
    return box


def rows(box, name):
    return list(csv.reader(io.StringIO(box.read(f"{name}.csv").decode("utf-8-sig"))))


def test_the_packet_holds_each_table_and_says_what_it_is(as_asha):
    page = as_asha.get("/workshop/own").text
    assert 'href="/workshop/own/data.zip"' in page
    assert "/workshop/own" in as_asha.get("/workshop/").text
    box = packet(as_asha)
    assert len(box.namelist()) == 12
    readme = box.read("README.txt").decode("utf-8-sig")
    for name in box.namelist():
        assert name == "README.txt" or name in readme
        assert name == "README.txt" or rows(box, name.removesuffix(".csv"))
    assert ["PAN", "ABCPA1234F"] in rows(box, "profile")


def test_goods_prices_and_stock_are_in_it_and_nothing_runs(as_asha, session, asha):
    listing = a_listing(session, asha, story="=HYPERLINK('x') and more words than twenty.")
    number = listing.variants[0].id
    reprice(session, listing, {number: Money(99_50)}, by=asha.person_id, at=AT)
    edit_listing(session, listing, weight_g=401, by=asha.person_id, at=AT)
    set_on_hand(session, variant_id=number, owner_id=asha.id, quantity=4, key="k", by=None, at=AT)
    session.commit()
    box = packet(as_asha)
    assert rows(box, "pieces")[1][5:7] == [
        "Blue bowl with a fish",
        "'=HYPERLINK('x') and more words than twenty.",
    ]
    assert rows(box, "prices")[-1][3:5] == ["1050.00", "99.50"]
    assert rows(box, "stock")[1][4:7] == ["4", "Made", "Workshop"]
    assert rows(box, "sizes")[1][0] == listing.slug
    assert rows(box, "photos")[1][4].endswith("/drawings/bowl.svg")


def test_sales_are_in_it_as_in_the_passbook_and_no_buyer_is(as_asha, session):
    order = a_confirmed_order(session, [on_sale(session), on_sale(session, "Chandan")])
    session.commit()
    mine = next(each for each in parcels_of(session, order) if each.seller["name"].startswith("Asha"))
    box = packet(as_asha)
    head, line = rows(box, "money")
    assert line[1] == order.number
    assert line[head.index("Yours")] == f"{int(mine.payable_paise) / 100:.2f}"
    sold = rows(box, "sales")
    assert [row[1] for row in sold[1:]] == [order.number] * (len(sold) - 1)
    assert sum(float(row[13]) for row in sold[1:]) == int(mine.total_paise) / 100
    assert sold[1][-1] == "West Bengal"
    told = b"".join(box.read(name) for name in box.namelist()).decode()
    for secret in (DEVI.name, DEVI.mobile, DEVI.email, DEVI.address["line"], "Chandan"):
        assert str(secret) not in told


def test_another_makers_data_is_not_in_it(as_asha, session):
    theirs = a_listing(session, of="Bina")
    session.commit()
    box = packet(as_asha)
    assert all(theirs.slug not in box.read(name).decode() for name in box.namelist())


def test_the_packet_speaks_the_makers_language(as_asha):
    told = packet(as_asha, "/hi").read("profile.csv").decode()
    assert "मोबाइल" in told


@pytest.mark.parametrize("path", ["/workshop/own", "/workshop/own/data.zip"])
def test_it_is_behind_the_door(client, path):
    assert client.get(path).status_code == 303
