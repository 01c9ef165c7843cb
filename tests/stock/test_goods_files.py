"""Files of goods: read without a trace, written once, whatever dies in between."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from catalog.actions import confirm_goods_file, drop_goods_file, send_goods_file
from catalog.actions.goods_file import READ_WITHIN
from catalog.errors import GoodsFileClosed, GoodsFileRefused, GoodsFileWaits
from catalog.models import GoodsFile, GoodsRow, Listing, OwnCode, Pack, Variant
from catalog.queries.goods_files import book_of, goods_forms, own_file
from catalog.rules import goods_file as rules
from catalog.rules.goods_file import Column, FileFault, FileStatus, RowStep
from catalog.rules.goods_plan import GUESSES_MAX, judge
from catalog.rules.listing import ListingStatus
from kit.ids import new_id
from kit.money import Money
from stock.actions import Want, read_goods_file, reserve, set_on_hand, write_goods_rows
from stock.models import Move
from stock.queries import free_of_owner
from tests.makers import AT, a_claim, a_draft, a_listing, a_workshop

HEAD = (
    "Number here,Your code,Another size of,Craft,Kind,Name (Hindi),Name (English),Story (English),Size or colour,"
    "Price in rupees,How many ready,Made to order,Days to make,Weight in grams,Material,Net quantity,MRP,FSSAI\n"
)
COLUMNS = HEAD.strip().split(",")


def a_row(**said):
    """One row: cells by the first word of their heading, small."""
    names = {
        "number": 0, "code": 1, "of": 2, "craft": 3, "kind": 4, "hi": 5, "en": 6, "story": 7, "size": 8,
        "price": 9, "stock": 10, "order": 11, "days": 12, "weight": 13, "material": 14, "net": 15, "mrp": 16,
        "fssai": 17,
    }  # fmt: skip
    cells = [""] * len(COLUMNS)
    for name, value in said.items():
        cells[names[name]] = str(value)
    return ",".join(cells) + "\n"


BOWL = {"code": "B-1", "craft": "Cotton saree", "en": "Red saree", "price": "2350", "stock": 3}


@pytest.fixture
def asha(session):
    return a_workshop(session)


def sent(session, artisan, *rows):
    """A file with these rows, read."""
    content = (HEAD + "".join(rows)).encode()
    file = send_goods_file(
        session, artisan, filename="goods.csv", content=content, by=artisan.person_id, at=AT
    )
    read_goods_file(session, file.id, at=AT)
    return file


def said_of(session, file):
    """What each row would do, with its faults."""
    rows = session.scalars(
        select(GoodsRow).where(GoodsRow.goods_file_id == file.id).order_by(GoodsRow.row)
    ).all()
    return [(row.row, row.step, [tuple(fault[:2]) for fault in row.faults]) for row in rows]


def taken(session, artisan, file):
    """Say yes and write all."""
    confirm_goods_file(session, file, by=artisan.person_id, at=AT)
    while write_goods_rows(session, file.id, at=AT):
        pass
    return file


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


def test_reading_writes_nothing_of_the_goods(session, asha):
    file = sent(session, asha, a_row(**BOWL), a_row(code="B-2", craft="Saree of nowhere", en="X"))
    assert (file.status, file.content, file.rows_all) == (FileStatus.READ, None, 1)
    assert said_of(session, file) == [
        (2, RowStep.NEW, []),
        (3, RowStep.WRONG, [(Column.CRAFT, "unknown")]),
    ]
    assert (count(session, Listing), count(session, Move), count(session, OwnCode)) == (0, 0, 0)


def test_a_yes_makes_drafts_with_price_and_stock(session, asha):
    row = a_row(**BOWL, hi="लाल साड़ी", story="Woven at home on a pit loom.", weight=400, material="Cotton")
    file = taken(session, asha, sent(session, asha, row))
    listing = session.scalars(select(Listing)).one()
    variant = listing.variants[0]
    assert (file.status, file.totals["new"], file.rows_done) == (FileStatus.WRITTEN, 1, 1)
    assert (listing.status, listing.price_paise, listing.weight_g) == (
        ListingStatus.DRAFT,
        Money(235000),
        400,
    )
    assert {locale: said.title for locale, said in listing.texts.items()} == {
        "hi": "लाल साड़ी",
        "en": "Red saree",
    }
    assert listing.slug == "red-saree"
    assert free_of_owner(session, asha.id)[variant.id].on_hand == 3
    assert session.get_one(OwnCode, variant.id).code == "B-1"


def test_a_name_of_the_districts_own_product_cites_the_registry(session, asha):
    taken(session, asha, sent(session, asha, a_row(**BOWL | {"craft": "HANDLOOM saree"})))
    assert session.scalars(select(Listing.district_product_id)).one() == 1


def test_sizes_hang_on_the_row_above_them(session, asha):
    rows = (
        a_row(**BOWL, size="Short"),
        a_row(code="B-1L", of="b-1", size="Long", price="2600", stock=1),
        a_row(of="B-1", size="Child", price="900"),
        a_row(of="B-7", size="Lost", price="900"),
        a_row(of="B-1", price="900"),
    )
    file = sent(session, asha, *rows)
    assert [step for _, step, _ in said_of(session, file)] == ["new", "size", "size", "wrong", "wrong"]
    taken(session, asha, file)
    listing = session.scalars(select(Listing)).one()
    assert [(each.name, int(each.price_paise)) for each in listing.variants] == [
        ("Short", 235000),
        ("Long", 260000),
        ("Child", 90000),
    ]


def test_the_same_file_again_changes_nothing(session, asha):
    row = a_row(**BOWL)
    taken(session, asha, sent(session, asha, row))
    again = sent(session, asha, row)
    assert [step for _, step, _ in said_of(session, again)] == [RowStep.SAME]
    with pytest.raises(GoodsFileClosed):
        confirm_goods_file(session, again, by=asha.person_id, at=AT)
    assert (count(session, Listing), count(session, Move)) == (1, 1)


def test_a_row_of_an_export_says_the_same(session, asha):
    a_draft(session, asha, craft_id="honey")
    a_listing(session, asha)
    held = {variant_id: level.on_hand for variant_id, level in free_of_owner(session, asha.id).items()}
    book = book_of(session, asha, ready=held, promised={})
    for form in goods_forms(session, asha.id):
        cells = {**form.cells, Column.STOCK: "0"}
        assert judge(book, 2, cells).step is RowStep.SAME, cells


def test_what_an_officer_looked_at_does_not_change_by_a_file(session, asha):
    listing = a_listing(session, asha)
    number = listing.variants[0].id
    rows = (a_row(number=number, en="Golden bowl", price="1200", stock=9, weight=1, code="G-1"),)
    file = sent(session, asha, *rows)
    assert [step for _, step, _ in said_of(session, file)] == [RowStep.CHANGE]
    assert session.scalars(select(GoodsRow.notes)).one() == [["title_en", "stays", ""]]
    taken(session, asha, file)
    session.refresh(listing)
    assert (listing.status, listing.price_paise) == (ListingStatus.PUBLISHED, Money(120000))
    assert (listing.texts["en"].title, listing.weight_g) == ("Blue bowl with a fish", 400)
    assert free_of_owner(session, asha.id)[number].on_hand == 9


def test_with_the_district_office_a_price_waits(session, asha):
    listing = a_draft(session, asha)
    a_claim(session, listing)
    number = listing.variants[0].id
    file = sent(session, asha, a_row(number=number, price="1"), a_row(number=number, stock=4))
    told = said_of(session, file)
    assert told[0][1:] == (RowStep.WRONG, [(Column.PRICE, "in_review")])


def test_a_draft_changes_whole(session, asha):
    listing = a_draft(session, asha)
    number = listing.variants[0].id
    taken(session, asha, sent(session, asha, a_row(number=number, en="Golden bowl", craft="Cotton kurta")))
    session.refresh(listing)
    assert (listing.texts["en"].title, listing.craft_id) == ("Golden bowl", "kurta")
    assert listing.texts["en"].story.startswith("Thrown")


def test_packs_are_read_with_their_mrp(session, asha):
    rows = (
        a_row(code="H", craft="Honey", en="Honey", price=300, net="250 g", mrp=320, fssai=12345678901234),
        a_row(code="H2", craft="Honey", en="Honey", price=300, net="250 g"),
        a_row(code="H3", craft="Honey", en="Honey", price=330, net="250 g", mrp=320),
    )
    file = sent(session, asha, *rows)
    assert [faults for *_, faults in said_of(session, file)] == [
        [],
        [(Column.MRP, "both")],
        [(Column.MRP, "under_price")],
    ]
    taken(session, asha, file)
    assert session.scalars(select(Pack.mrp_paise)).one() == Money(32000)
    assert session.scalars(select(Listing.proofs)).one() == {"fssai": "12345678901234"}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"craft": "", "code": "X"}, (Column.CRAFT, "missing")),
        ({"en": ""}, (Column.TITLE_HI, "missing")),
        ({"en": "x" * 121}, (Column.TITLE_EN, "long")),
        ({"price": "cheap"}, (Column.PRICE, "format")),
        ({"price": "0"}, (Column.PRICE, "low")),
        ({"stock": "-1"}, (Column.STOCK, "whole")),
        ({"stock": "100000"}, (Column.STOCK, "high")),
        ({"weight": "heavy"}, (Column.WEIGHT, "whole")),
        ({"weight": "600000"}, (Column.WEIGHT, "high")),
        ({"order": "perhaps"}, (Column.MADE_TO_ORDER, "yes_or_no")),
        ({"order": "yes", "days": "0"}, (Column.DAYS, "low")),
        ({"craft": "Coton sare"}, (Column.CRAFT, "meant")),
        ({"craft": "Homestay"}, (Column.CRAFT, "unknown")),
        ({"craft": "Blue pottery", "kind": "Vase"}, (Column.KIND, "unknown")),
        ({"number": "999999999"}, (Column.NUMBER, "unknown")),
        ({"number": "12x"}, (Column.NUMBER, "whole")),
    ],
)
def test_each_fault_is_told_at_its_cell(session, asha, row, fault):
    file = sent(session, asha, a_row(**(BOWL | row)))
    assert said_of(session, file) == [(2, RowStep.WRONG, [fault])]


def test_another_makers_number_and_code_are_nobodys(session, asha):
    bina = a_workshop(session, "Bina")
    theirs = a_draft(session, bina).variants[0].id
    taken(session, bina, sent(session, bina, a_row(number=theirs, code="SAME")))
    file = sent(session, asha, a_row(number=theirs, price=1), a_row(**BOWL | {"code": "same"}))
    assert [step for _, step, _ in said_of(session, file)] == [RowStep.WRONG, RowStep.NEW]
    assert own_file(session, bina.id, file.id) is None
    taken(session, asha, file)
    assert session.get_one(Variant, theirs).price_paise == Money(105000)


def test_a_code_stands_once_in_a_file_and_once_in_a_workshop(session, asha):
    listing = a_draft(session, asha)
    number = listing.variants[0].id
    file = sent(
        session,
        asha,
        a_row(**BOWL),
        a_row(**BOWL | {"code": "b-1 "}),
        a_row(number=number, stock=1),
        a_row(number=number, stock=2),
    )
    assert [faults for *_, faults in said_of(session, file)] == [
        [],
        [(Column.CODE, "twice")],
        [],
        [(Column.NUMBER, "twice")],
    ]
    taken(session, asha, file)
    other = sent(session, asha, a_row(number=number, code="B-1"))
    assert said_of(session, other)[0][2] == [(Column.CODE, "other")]


def test_what_is_promised_to_buyers_is_not_counted_away(session, asha):
    listing = a_listing(session, asha)
    number = listing.variants[0].id
    set_on_hand(session, variant_id=number, owner_id=asha.id, quantity=5, key="k", by=None, at=AT)
    level = free_of_owner(session, asha.id)[number]
    file = sent(session, asha, a_row(number=number, stock=1))
    want = Want(new_id(), number, asha.id, level.location_id, 3)
    reserve(session, [want], cause_kind="order", until=None)
    taken(session, asha, file)
    assert said_of(session, file) == [(2, RowStep.WRONG, [(Column.STOCK, "promised")])]
    assert file.totals["wrong"] == 1
    again = sent(session, asha, a_row(number=number, stock=2))
    assert said_of(session, again) == [(2, RowStep.WRONG, [(Column.STOCK, "promised")])]


def test_the_templates_own_row_is_left_out(session, asha):
    file = sent(session, asha, a_row(**BOWL | {"code": "example"}), a_row(**BOWL))
    assert [row for row, *_ in said_of(session, file)] == [3]


def test_batches_go_on_where_they_stopped(session, asha, monkeypatch):
    monkeypatch.setattr("stock.actions.goods_file.BATCH", 2)
    file = sent(session, asha, *(a_row(**BOWL | {"code": f"B-{n}", "en": f"Red {n}"}) for n in range(5)))
    confirm_goods_file(session, file, by=asha.person_id, at=AT)
    confirm_goods_file(session, file, by=asha.person_id, at=AT)
    done = []
    while file.status is FileStatus.WRITING:
        write_goods_rows(session, file.id, at=AT)
        done.append(file.rows_done)
    assert (done, count(session, Listing)) == ([2, 4, 5], 5)
    assert write_goods_rows(session, file.id, at=AT) == 0


def test_one_file_at_a_time_and_the_oldest_go(session, asha):
    first = sent(session, asha, a_row(**BOWL))
    second = send_goods_file(session, asha, filename="b", content=b"x", by=asha.person_id, at=AT)
    assert first.status is FileStatus.DROPPED
    with pytest.raises(GoodsFileWaits):
        send_goods_file(session, asha, filename="c", content=b"x", by=asha.person_id, at=AT)
    read_goods_file(session, second.id, at=AT)
    assert (second.status, second.fault) == (FileStatus.REFUSED, FileFault.NO_HEADER)
    for n in range(rules.FILES_KEPT + 2):
        last = sent(session, asha, a_row(**BOWL | {"code": f"N-{n}"}))
        drop_goods_file(session, last, at=AT)
    assert count(session, GoodsFile) == rules.FILES_KEPT
    with pytest.raises(GoodsFileClosed):
        confirm_goods_file(session, second, by=asha.person_id, at=AT)


def test_an_empty_or_heavy_file_is_not_taken_in(session, asha):
    for content in (b"", b"x" * (rules.FILE_BYTES_MAX + 1)):
        with pytest.raises(GoodsFileRefused):
            send_goods_file(session, asha, filename="c", content=content, by=asha.person_id, at=AT)
    assert count(session, GoodsFile) == 0


def test_a_file_that_nobody_could_read_does_not_stand_in_the_way_for_ever(session, asha):
    stuck = send_goods_file(session, asha, filename="a", content=b"a", by=asha.person_id, at=AT)
    later = AT + READ_WITHIN
    new = send_goods_file(session, asha, filename="b", content=b"b", by=asha.person_id, at=later)
    assert (stuck.status, stuck.fault, new.status) == (FileStatus.REFUSED, FileFault.BROKEN, FileStatus.SENT)


def test_hindi_in_a_column_called_name_is_hindi(session, asha):
    taken(session, asha, sent(session, asha, a_row(**BOWL | {"en": "लाल साड़ी"})))
    assert list(session.scalars(select(Listing)).one().texts) == ["hi"]


def test_a_file_full_of_unknown_crafts_is_read_in_time(session, asha, monkeypatch):
    looked: list[str] = []

    def look(name: str, names: object) -> str:
        looked.append(name)
        return ""

    monkeypatch.setattr("catalog.rules.goods_plan.nearest", look)
    sent(session, asha, *(a_row(code=n, craft=f"Craft {n}", en="X") for n in range(300)))
    assert len(looked) == GUESSES_MAX
