"""Many pieces at once: the table goes out, comes back, is read, and is written after a yes."""

from __future__ import annotations

import io
import re

import pytest
from sqlalchemy import func, select

from catalog import sheets
from catalog.actions import send_goods_file
from catalog.models import GoodsFile, Listing
from catalog.rules.goods_file import Column, FileStatus
from kit.ids import new_id
from stock.actions import read_goods_file, set_on_hand, write_goods_rows
from tests.makers import AT, a_draft, a_listing, a_workshop

PAGE = "/workshop/files"
FILES = "Your code,Name (English),Craft,Price in rupees,How many ready\n"


def send(browser, content, name="goods.csv", at=PAGE):
    return browser.post(at, data={"file": (io.BytesIO(content), name)})


def sent(browser, session, content):
    """A file sent and read; its page."""
    answer = send(browser, content)
    assert answer.status_code == 303, answer.text
    read_goods_file(
        session, session.scalars(select(GoodsFile.id).order_by(GoodsFile.id.desc())).first(), at=AT
    )
    session.commit()
    return answer.location


def test_the_page_offers_tables_in_both_languages_and_is_found_from_the_goods(as_asha):
    assert 'href="/workshop/files"' in as_asha.get("/workshop/listings").text
    page = as_asha.get(PAGE).text
    assert {"hi", "en"} == set(re.findall(r"empty\.xlsx\?in=(\w+)", page))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["hi", "en"])
def test_an_empty_table_can_be_read_back_and_does_nothing(as_asha, session, kind, language):
    answer = as_asha.get(f"{PAGE}/empty.{kind}?in={language}")
    assert f'filename="zila-haat-goods.{kind}"' in answer.headers["Content-Disposition"]
    read = sheets.read(answer.data)
    assert set(read.columns) == set(Column)
    assert read.strange == []
    page = as_asha.get(sent(as_asha, session, answer.data)).text
    assert "There is nothing to write." in page


def test_a_filled_table_is_shown_then_written(as_asha, session):
    content = FILES + "A-1,Red saree,Cotton saree,2350,3\nA-2,Blue saree,Coton sari,2350,3\n"
    where = sent(as_asha, session, content.encode())
    page = as_asha.get(where).text
    assert "Row 3" in page
    assert "Did you mean “Cotton saree”?" in page
    assert "Yes, write 1 row" in page
    assert session.scalar(select(func.count()).select_from(Listing)) == 0
    for _twice in range(2):
        assert as_asha.post(f"{where}/confirmation").status_code == 303
    session.expire_all()
    file = session.scalars(select(GoodsFile)).one()
    assert file.status is FileStatus.WRITING
    assert 'http-equiv="refresh"' in as_asha.get(where).text
    write_goods_rows(session, file.id, at=AT)
    session.commit()
    page = as_asha.get(where).text
    assert "1 row was written." in page
    assert "refresh" not in page
    assert session.scalars(select(Listing)).one().texts["en"].title == "Red saree"


def test_the_rows_to_mend_come_with_what_to_do(as_asha, session):
    where = sent(as_asha, session, (FILES + "A-2,=1+1,Nothing,cheap,\n").encode())
    for kind in ("csv", "xlsx"):
        read = sheets.read(as_asha.get(f"{where}/to-mend.{kind}").data)
        assert read.rows[0][1][Column.CODE] == "A-2"
        assert read.strange == []
    text = as_asha.get(f"{where}/to-mend.csv").data.decode("utf-8-sig")
    assert "Price in rupees: “cheap” is no amount." in text
    assert ",'=1+1," in text


def test_a_file_is_thrown_away_and_then_closed(as_asha, session):
    where = sent(as_asha, session, (FILES + "A-1,Red saree,Cotton saree,2350,3\n").encode())
    assert as_asha.post(f"{where}/withdrawal").status_code == 303
    assert "Nothing was changed." in as_asha.get(where).text
    as_asha.post(f"{where}/confirmation")
    assert "no longer waits for a yes" in as_asha.get(where).text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "The file is empty"), (b"x" * 1001, "larger than 12 MB")],
)
def test_what_cannot_be_taken_in_is_told_at_the_field(as_asha, session, content, sentence, monkeypatch):
    for place in ("storefront.workshop.goods_files", "catalog.actions.goods_file"):
        monkeypatch.setattr(f"{place}.FILE_BYTES_MAX", 1000)
    answer = send(as_asha, content)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Choose a file first." in as_asha.post(PAGE, data={}).text
    assert session.scalar(select(func.count()).select_from(GoodsFile)) == 0


def test_a_file_that_is_no_table_says_so_in_hindi_too(as_asha, session):
    where = sent(as_asha, session, b"%PDF-1.7 hello")
    assert "This is no table." in as_asha.get(where).text
    assert "यह तालिका नहीं है" in as_asha.get(f"/hi{where}").text


def test_two_files_at_once_end_at_the_one_at_work(as_asha):
    first = send(as_asha, b"one").location
    assert send(as_asha, b"two").location == first


def test_all_goods_go_out_and_come_back_the_same(as_asha, session, asha):
    a_draft(session, asha, craft_id="honey")
    listing = a_listing(session, asha, title="=SUM(A1) bowl")
    number = listing.variants[0].id
    set_on_hand(session, variant_id=number, owner_id=asha.id, quantity=4, key="k", by=None, at=AT)
    session.commit()
    for kind in ("csv", "xlsx"):
        for language in ("hi", "en"):
            goods = as_asha.get(f"{PAGE}/goods.{kind}?in={language}").data
            rows = sheets.read(goods).rows
            assert [cells[Column.STOCK] for _, cells in rows] == ["0", "4"]
            assert "There is nothing to write." in as_asha.get(sent(as_asha, session, goods)).text
    assert "'=SUM(A1) bowl" in as_asha.get(f"{PAGE}/goods.csv").data.decode("utf-8-sig")


def test_another_makers_file_is_not_there(as_asha, session):
    bina = a_workshop(session, "Bina")
    file = send_goods_file(session, bina, filename="b", content=b"b", by=bina.person_id, at=AT)
    session.commit()
    for where in (file.id, new_id()):
        at = f"{PAGE}/{where}"
        assert [as_asha.get(at).status_code, as_asha.get(f"{at}/to-mend.csv").status_code] == [404, 404]
        assert [as_asha.post(f"{at}/{deed}").status_code for deed in ("confirmation", "withdrawal")] == [
            404,
            404,
        ]


def test_another_like_this_opens_at_the_photos(as_asha, session, asha):
    listing = a_listing(session, asha)
    session.commit()
    for page in ("/workshop/listings", f"/workshop/listings/{listing.slug}"):
        assert f"/workshop/listings/{listing.slug}/copy" in as_asha.get(page).text
    answer = as_asha.post(f"/workshop/listings/{listing.slug}/copy")
    assert answer.status_code == 303
    assert answer.location.endswith("/photos")
    assert as_asha.post(f"/workshop/listings/{listing.slug}/copy").location == answer.location
    page = as_asha.get(answer.location).text
    assert "Now take photos of this piece." in page


def test_another_makers_piece_is_not_copied(as_asha, session):
    listing = a_listing(session, of="Bina")
    session.commit()
    assert as_asha.post(f"/workshop/listings/{listing.slug}/copy").status_code == 404


def test_a_long_list_of_goods_goes_on_behind_the_first_page(as_asha, session, asha, monkeypatch):
    monkeypatch.setattr("storefront.workshop.listings.PAGE", 2)
    for number in range(5):
        a_draft(session, asha, title=f"Bowl number {number}")
    session.commit()
    page, seen = as_asha.get("/workshop/listings").text, []
    while True:
        seen += re.findall(r"Bowl number (\d)", page)
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        if onward is None:
            break
        page = as_asha.get(onward[1]).text
    assert list(dict.fromkeys(seen)) == ["4", "3", "2", "1", "0"]
    assert as_asha.get("/workshop/listings?before=nonsense").status_code == 200
