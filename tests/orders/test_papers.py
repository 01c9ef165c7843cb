"""What stands on the paper of a parcel, read back out of the PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fontTools.ttLib import TTFont
from sqlalchemy import select

from kit.clock import business_day
from kit.money import Money
from orders.actions import parcels
from orders.models import Invoice
from orders.papers.page import FONTS, paper_pdf, pdf, scripts_on
from orders.papers.sheet import Party, Sheet, SheetLine, sheet_of
from orders.queries.orders import paper
from orders.rules.amounts import number_in_words, rupees_in_words
from tax.rules import DocumentKind, Regime
from tests.makers import AT
from tests.orders.pdf_words import pages_of
from tests.sales import DEVI, LADAKH, RAJASTHAN, a_confirmed_order, maker_of, on_sale, parcels_of

TITLE_HI = "हाथ से बनी मिट्टी की सुराही, क्षत्रिय चित्रकारी के साथ"


@pytest.fixture(autouse=True)
def told_process(tmp_path):
    """The settings that a process is told at start-up."""
    from catalog import storage
    from kit import keys

    storage.keep_in(tmp_path / "media")
    keys.use("demo-for-tests-and-nothing-else-at-all")


def a_line(
    title="Blue bowl", *, quantity=2, total=2_100_00, rate_bp=500, tax=(50_00, 50_00, 0), unit="piece"
):
    cgst, state_tax, igst = map(Money, tax)
    return SheetLine(
        title=title,
        hsn="69139000",
        quantity=quantity,
        unit=unit,
        price=Money(total // quantity),
        taxable=Money(total) - cgst - state_tax - igst,
        rate_bp=rate_bp,
        cgst=cgst,
        state_tax=state_tax,
        igst=igst,
        total=Money(total),
    )


def a_sheet(*lines, **other):
    lines = lines or (a_line(),)
    fields = {
        "kind": DocumentKind.TAX_INVOICE,
        "regime": Regime.CGST_SGST,
        "number": "19A26/0000123",
        "day": date(2026, 11, 21),
        "issued_at": AT,
        "order_number": "OD-7K3F-9Q2M",
        "seller": Party(
            "Asha Devi",
            ("Asha's workshop", "12, Potters' Lane", "Bankura 722122"),
            "West Bengal",
            "19",
            (("GSTIN", "19ABCPA1234F1Z5"),),
        ),
        "buyer": Party("Devi Sen", ("7 Lake Road", "Kolkata 700029"), "West Bengal", "19"),
        "place": "West Bengal (19)",
        "lines": lines,
    }
    fields |= {
        name: Money(sum(int(getattr(line, name)) for line in lines))
        for name in ("taxable", "cgst", "state_tax", "igst", "total")
    }
    return Sheet(**(fields | other))


def words_on(sheet):
    return "".join(pages_of(pdf(sheet, compress=False)))


def the_paper(session, order, at=0):
    parcel = parcels_of(session, order)[at]
    invoice = session.scalars(select(Invoice).filter_by(fulfillment_id=parcel.id)).one()
    return invoice, parcel


def drawn(session, order, at=0):
    return words_on(sheet_of(session, order, *the_paper(session, order, at)))


# Sums in words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (40, "forty"),
        (99, "ninety-nine"),
        (105, "one hundred five"),
        (1_000, "one thousand"),
        (1_00_000, "one lakh"),
        (12_34_567, "twelve lakh thirty-four thousand five hundred sixty-seven"),
        (1_00_00_001, "one crore one"),
        (250_00_00_000, "two hundred fifty crore"),
    ],
)
def test_numbers_are_said_by_lakh_and_crore(number, words):
    assert number_in_words(number) == words


def test_a_sum_is_said_with_its_paise_and_never_below_zero():
    assert rupees_in_words(1_50_320_00) == "Rupees one lakh fifty thousand three hundred twenty only"
    assert rupees_in_words(7_05) == "Rupees seven and five paise only"
    assert rupees_in_words(50) == "Rupees zero and fifty paise only"
    with pytest.raises(ValueError, match="never negative"):
        rupees_in_words(-1)


# The drawing


def test_a_tax_invoice_carries_what_rule_46_asks():
    words = words_on(a_sheet())
    for said in (
        "Tax invoice",
        "Asha Devi",
        "12, Potters' Lane",
        "GSTIN: 19ABCPA1234F1Z5",
        "19A26/0000123",
        "21 Nov 2026",
        "Devi Sen",
        "7 Lake Road",
        "West Bengal, State code 19",
        "HSN 69139000",
        "Blue bowl",
        "2 pieces",
        "1,050.00",
        "2,000.00",
        "5%",
        "CGST",
        "SGST",
        "50.00",
        "Place of supply: West Bengal (19). Tax payable on reverse charge: No.",
        "₹2,100.00",
        "Rupees two thousand one hundred only",
        "OD-7K3F-9Q2M",
        "Prepared by Zila Haat for the seller with the seller's authority.",
    ):
        assert said in words, said


def test_between_states_one_tax_is_shown_and_in_a_union_territory_its_own():
    across = words_on(a_sheet(a_line(tax=(0, 0, 100_00)), regime=Regime.IGST, place="Rajasthan (08)"))
    assert "IGST" in across
    assert "CGST" not in across
    assert "Rajasthan (08), inter-State" in across
    assert "UTGST" in words_on(a_sheet(regime=Regime.CGST_UTGST))


def test_a_plain_bill_has_no_word_of_tax_on_it():
    enrolled = Party(
        "Bina Devi", ("Jaipur 302001",), "Rajasthan", "08", (("Enrolment number", "08ABCPB5678KEN1"),)
    )
    words = words_on(
        a_sheet(a_line(rate_bp=0, tax=(0, 0, 0)), kind=DocumentKind.PLAIN_BILL, seller=enrolled)
    ).lower()
    assert "bill" in words
    assert "enrolment number: 08abcpb5678ken1" in words
    for forbidden in ("tax", "gst", "hsn", "place of supply", "reverse charge", "invoice"):
        assert forbidden not in words, forbidden


def test_a_bill_of_supply_shows_no_tax_and_a_composition_dealer_says_so():
    nil = a_line(rate_bp=0, tax=(0, 0, 0))
    words = words_on(a_sheet(nil, kind=DocumentKind.BILL_OF_SUPPLY, composition=True))
    assert "Bill of supply" in words
    assert "not eligible to collect tax on supplies" in words
    assert "CGST" not in words
    mixed = words_on(a_sheet(nil, a_line(), kind=DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY))
    assert "Invoice-cum-bill of supply" in mixed
    assert "Nil" in mixed


def test_what_is_sold_by_weight_is_counted_in_packs():
    assert "2 packs" in words_on(a_sheet(a_line(unit="g")))
    assert "1 metre\n" in words_on(a_sheet(a_line(quantity=1, unit="metre")))


def test_the_fonts_have_every_letter_of_a_hindi_title_and_join_them():
    there = set()
    for font in FONTS.glob("*.ttf"):
        with TTFont(font) as opened:
            there |= set(opened.getBestCmap())
    assert {ord(letter) for letter in TITLE_HI + "₹ –’क़ज़ड़ढ़॥"} <= there
    assert "मि" in words_on(a_sheet(a_line(TITLE_HI), a_line(f"Pot {TITLE_HI} 2 kg"))).replace("\n", "")
    apart = pdf(a_sheet(a_line("क् ष")), compress=False)
    joined = pdf(a_sheet(a_line("क्ष")), compress=False)
    assert len(joined) != len(apart)  # shaping makes one letter of three


@pytest.mark.parametrize(
    ("script", "title"),
    [
        ("Arabic", "ہاتھ سے بنی پشمینہ شال"),
        ("Bengali", "বিষ্ণুপুরের বালুচরী শাড়ি"),
        ("Gurmukhi", "ਫੁਲਕਾਰੀ ਦੁਪੱਟਾ"),
        ("Gujarati", "પાટણનાં પટોળાં"),
        ("Oriya", "ସମ୍ବଲପୁରୀ ଶାଢ଼ୀ"),
        ("Tamil", "காஞ்சிபுரம் பட்டுச் சேலை"),
        ("Telugu", "కలంకారి వస్త్రం"),
        ("Kannada", "ಮೈಸೂರು ರೇಷ್ಮೆ ಸೀರೆ"),
        ("Malayalam", "ആറന്മുള കണ്ണാടി"),
        ("OlChiki", "ᱥᱟᱱᱛᱟᱲᱤ ᱠᱤᱪᱨᱤᱡ"),
        ("MeeteiMayek", "ꯃꯣꯏꯔꯥꯡ ꯐꯤ"),
    ],
)
def test_a_title_in_any_indian_script_has_its_font(script, title):
    sheet = a_sheet(a_line(title), a_line("Blue bowl"))
    assert scripts_on(sheet) == [script]
    with TTFont(FONTS / f"NotoSans{script}-Regular.ttf") as font:
        assert {ord(letter) for letter in title if letter != " "} <= set(font.getBestCmap())
    words = words_on(sheet)
    assert len({*words} & {*title} - {" "}) > 2  # the letters can be read back, so they were not left out
    assert "Blue bowl" in words


def test_a_paper_in_latin_letters_opens_no_other_font():
    assert scripts_on(a_sheet()) == []


def test_words_in_both_scripts_leave_the_lines_after_them_as_they_are():
    mixed = Party("Asha Devi", ("हाथी Latin हिन्दी", "Latin हिन्दी"), "West Bengal", "19", ())
    words = words_on(a_sheet(seller=mixed))
    assert "West Bengal, State code 19" in words
    assert words.count("Latin ") == 2


def test_a_long_paper_runs_on_with_its_head_and_its_number_on_each_page():
    pages = pages_of(pdf(a_sheet(*[a_line(f"Bowl {at}") for at in range(80)]), compress=False))
    assert len(pages) > 1
    assert all("Taxable value" in page and "19A26/0000123" in page for page in pages)
    assert "".join(pages).count("Paid in all") == 1


def test_the_same_sheet_gives_the_same_bytes():
    assert pdf(a_sheet()) == pdf(a_sheet())


# From an order


def test_the_paper_of_a_parcel_says_what_was_frozen(session):
    order = a_confirmed_order(session, [on_sale(session, "Asha"), on_sale(session, "Chandan")])
    session.refresh(order)
    near, far = drawn(session, order, 0), drawn(session, order, 1)
    invoice, parcel = the_paper(session, order)
    assert invoice.number in near
    assert f"{business_day(AT).day} Nov 2026" in near
    assert "GSTIN: 19ABCPA1234F" in near
    assert "CGST" in near
    assert "Kolkata 700029" in near
    assert "Delivery of the parcel" in near
    assert "IGST" in far
    assert "Ladakh, State code 38" in far
    assert DEVI.mobile[3:] not in near + far
    assert f"{int(parcel.total_paise) // 100 // 1000},{int(parcel.total_paise) // 100 % 1000:03d}.00" in near


def test_a_union_territory_and_an_enrolled_maker_have_papers_of_their_own(session):
    home = a_confirmed_order(session, [on_sale(session, "Chandan")], to=replace(DEVI, place=LADAKH))
    assert "UTGST" in drawn(session, home)
    plain = a_confirmed_order(session, [on_sale(session, "Bina")], to=replace(DEVI, place=RAJASTHAN))
    words = drawn(session, plain)
    assert "Enrolment number: 08ABCPB5678KEN1" in words
    assert "GST" not in words


def test_the_paper_of_a_parcel_that_was_declined_says_so(session):
    order = a_confirmed_order(session, [on_sale(session, "Asha")])
    _, parcel = the_paper(session, order)
    assert "Canceled" not in drawn(session, order)
    parcels.decline(session, parcel.id, reason="ill", by=maker_of(session, parcel), at=AT)
    session.flush()
    assert "Canceled: the goods of this paper were not sent" in drawn(session, order)


def test_a_paper_of_another_order_is_not_there(session):
    piece = on_sale(session, "Asha")
    mine, others = a_confirmed_order(session, [piece]), a_confirmed_order(session, [piece])
    invoice, parcel = the_paper(session, mine)
    assert paper(session, mine, invoice.id) == (invoice, parcel)
    assert paper(session, others, invoice.id) is None
    assert paper_pdf(session, mine, invoice, parcel).startswith(b"%PDF-")
