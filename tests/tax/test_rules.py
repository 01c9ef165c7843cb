"""The rules of tax without a database: every worked case, the gates, the numbers, the break-up of a price."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kit.money import Money
from tax import errors, rules
from tests.tax.case_book import CASES, RATES, answer, differences, rate_rows

HANDICRAFT = frozenset({"handicraft"})
PLAIN: frozenset[str] = frozenset()
TODAY = date(2026, 11, 21)
LEVIES = rules.Levies(tcs_bp=50, tds_bp=10, tds_limit=50_000_000, commission_bp=500, commission_gst_bp=1800)
ASHAS_GSTIN = rules.gstin_of("24", "ABCPA1234F")
ASHA = rules.Seller(
    id="asha",
    kind=rules.SellerKind.REGULAR,
    state="24",
    has_pan=True,
    gstin=ASHAS_GSTIN,
    gross_so_far=60_000_000,
)
BINA = rules.Seller(
    id="bina", kind=rules.SellerKind.ENROLLED, state="10", has_pan=True, has_enrolment_no=True
)
POT = rules.Line("pot", "69120010", HANDICRAFT, 1, 149_900)
SAREE = rules.Line("saree", "52085190", PLAIN, 3, 199_900, seller_discount=50_000)


def paper(*lines, seller=ASHA, place="24", **more):
    return rules.document(seller, lines or (POT,), place=place, rates=RATES, on=TODAY, **more)


@pytest.mark.parametrize("name", CASES)
def test_a_worked_case_comes_out_to_the_paisa(name):
    case = CASES[name]
    assert differences(case["expect"], answer(case)) == []


def test_a_wrong_paisa_in_a_worked_case_would_be_seen():
    expected = json.loads(json.dumps(CASES["P05"]["expect"]))
    expected["after"][0]["credit_notes"][0]["lines"][0]["igst"] += 1
    assert len(differences(expected, answer(CASES["P05"]))) == 1


@pytest.mark.parametrize(
    ("seller", "place", "refusal"),
    [
        (replace(ASHA, has_pan=False), "24", errors.NoPan),
        (replace(BINA, has_enrolment_no=False), "10", errors.EnrolmentMissing),
        (replace(ASHA, gstin="24ABCPA1234F1Z0"), "24", errors.GstinInvalid),
        (replace(ASHA, state="27"), "27", errors.GstinInvalid),
        (BINA, "20", errors.InterstateNotAllowed),
        (BINA, rules.EXPORT, errors.InterstateNotAllowed),
        (ASHA, rules.EXPORT, errors.ExportNotOffered),
        (replace(ASHA, kind=rules.SellerKind.COMPOSITION), "24", errors.CompositionNotOffered),
        (replace(ASHA, kind=rules.SellerKind.COMPOSITION), "27", errors.InterstateNotAllowed),
        (replace(ASHA, gstin=None), "24", errors.GstinMissing),
    ],
)
def test_a_sale_that_is_unlawful_or_not_offered_is_refused_with_its_reason(seller, place, refusal):
    with pytest.raises(refusal) as refused:
        rules.offered_today(seller, place=place)
    assert refused.value.code.startswith("tax.")
    assert refused.value.details["seller"] == seller.id


def test_regular_sellers_everywhere_and_enrolled_ones_at_home_are_offered():
    for place in rules.STATE_CODES:
        rules.offered_today(ASHA, place=place)
    rules.offered_today(BINA, place="10")


def test_a_platform_coupon_is_not_taken_yet():
    with pytest.raises(errors.CouponNotOffered):
        rules.offered_today(ASHA, place="24", coupon=Money(10_000))


def test_a_lawful_exporter_still_needs_both_papers():
    with pytest.raises(errors.IecMissing):
        rules.may_sell(ASHA, place=rules.EXPORT)
    with pytest.raises(errors.LutMissing):
        rules.may_sell(replace(ASHA, iec=True), place=rules.EXPORT)
    rules.may_sell(replace(ASHA, iec=True, lut=True), place=rules.EXPORT)


def test_a_buyers_gstin_is_checked_before_the_place_is_believed():
    with pytest.raises(errors.GstinInvalid) as refused:
        rules.offered_today(ASHA, place="29", buyer_gstin="29ABCDE1234F1ZX")
    assert refused.value.details == {"fault": "check"}


def test_a_stall_takes_goods_of_its_own_state_only():
    rules.consignment_offered_today(ASHA, mall_state="24")
    rules.consignment_offered_today(BINA, mall_state="10")
    with pytest.raises(errors.AgentConsignmentNotOffered):
        rules.consignment_offered_today(ASHA, mall_state="09")
    with pytest.raises(errors.ConsignmentNeedsRegistration):
        rules.consignment_offered_today(BINA, mall_state="09")
    with pytest.raises(errors.NoPan):
        rules.consignment_offered_today(replace(BINA, has_pan=False), mall_state="09")
    with pytest.raises(errors.InterstateNotAllowed):
        rules.consignment_offered_today(replace(ASHA, kind=rules.SellerKind.COMPOSITION), mall_state="09")


def test_every_refusal_has_a_code_of_its_own():
    found = list(errors.TaxRefusal.__subclasses__()) + list(errors.NotOfferedYet.__subclasses__())
    codes = [refusal.code for refusal in found]
    assert len(set(codes)) == len(codes) >= 18
    assert all(code.startswith("tax.") for code in codes)


@pytest.mark.parametrize("state", sorted(rules.STATE_CODES - {"97"}))
def test_a_gstin_of_every_state_passes_also_ladakhs(state):
    gstin = rules.gstin_of(state, "ABCPA1234F")
    assert rules.gstin_fault(gstin, state=state, pan="abcpa1234f") is None
    assert rules.buyer_gstin_fault(gstin) is None


@pytest.mark.parametrize(
    ("gstin", "fault"),
    [
        ("27AAPFU0939F1Z", "length"),
        ("369296450896540", "format"),
        ("27AAPFU0939F1AA", "format"),
        ("27AAPFU0939F0Z0", "format"),
        ("27AAPFU0939F1ZO", "check"),
        ("27AAPFU0939F1Z-V", None),
        ("39AAPFU0939F1ZV", "state"),
        ("27AAPXU0939F1ZV", "pan"),
        ("38AAPFU0939F1ZV", "check"),
        ("38AAPFU0939F1AV", "format"),
        ("38AAPFU0939FÜZV", "format"),
        ("38AAPXU0939F1ZV", "pan"),
    ],
)
def test_a_gstin_that_cannot_be_right_is_told_why(gstin, fault):
    assert rules.gstin_fault(gstin) == fault


def test_a_gstin_of_another_state_or_person_is_told_apart():
    assert rules.gstin_fault(ASHAS_GSTIN, state="27") == "state"
    assert rules.gstin_fault(ASHAS_GSTIN, pan="ABCPB1234F") == "pan"


@pytest.mark.parametrize(
    ("gstin", "fault"),
    [
        ("29ABCDE1234F1ZW", None),
        ("29ABCDE1234F1ZX", "check"),
        ("29ABCDE1234F1Z", "length"),
        ("29ABCDE1234F1AW", "format"),
        ("99ABCDE1234F1ZW", "state"),
    ],
)
def test_a_buyers_gstin_is_held_to_pattern_and_check_character_only(gstin, fault):
    assert rules.buyer_gstin_fault(gstin) == fault


@pytest.mark.parametrize(
    ("pan", "fault"),
    [
        ("acupa 7085 r", None),
        ("ACUPA7085RR", "length"),
        ("ABMPA32111", "format"),
        ("ABMXA3211G", "holder"),
        ("ACUPA0000R", "holder"),
    ],
)
def test_a_pan_that_cannot_be_right_is_told_why(pan, fault):
    assert rules.pan_fault(pan) == fault


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("10ABCPA1234F1E7", None),
        ("10 0012 3456 78901", None),
        ("10ABCPA1234F1E", "length"),
        ("1XABCPA1234F1E7", "format"),
        ("20ABCPA1234F1E7", "state"),
        ("10ABCPZ1234F1E7", "pan"),
        (rules.gstin_of("10", "ABCPA1234F"), "gstin"),
    ],
)
def test_an_enrolment_number_is_checked_as_far_as_its_form_is_known(number, fault):
    assert rules.enrolment_fault(number, state="10", pan="ABCPA1234F") == fault


@pytest.mark.parametrize(("day", "start"), [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026)])
def test_the_financial_year_turns_on_the_first_of_april(day, start):
    assert rules.financial_year(day) == start


def test_a_document_number_keeps_to_sixteen_characters():
    assert rules.document_number("A", "24", 2026, 123) == "24A26/0000123"
    assert len(rules.document_number("A", "24", 2026, 9_999_999_999)) == 16
    with pytest.raises(errors.SeriesExhausted):
        rules.document_number("A", "24", 2026, 10_000_000_000)


def test_the_place_is_where_the_goods_go_but_a_third_persons_order_counts_at_his_own():
    at = rules.place_of_supply
    assert at(seller_state="24", delivery_state="10", billing_state="27") == "10"
    assert at(seller_state="24", billing_state="27") == "27"
    assert at(seller_state="24") == "24"
    assert at(seller_state="24", delivery_state="10", buyer_gstin="29ABCDE1234F1ZW") == "10"
    bill_to = "29ABCDE1234F1ZW"
    assert at(seller_state="24", delivery_state="10", buyer_gstin=bill_to, delivered_to_other=True) == "29"
    assert at(seller_state="24", delivery_state="10", export_country="US") == rules.EXPORT


@pytest.mark.parametrize("state", ["04", "26", "31", "35", "38"])
def test_a_union_territory_without_legislature_levies_utgst(state):
    line = paper(seller=replace(ASHA, state=state), place=state).lines[0]
    assert (line.cgst, line.sgst, line.utgst, line.igst) == (3569, 0, 3569, 0)


@pytest.mark.parametrize("state", ["01", "07", "34"])
def test_delhi_puducherry_and_jammu_levy_sgst(state):
    assert rules.regime(state, state) is rules.Regime.CGST_SGST


def test_the_longest_prefix_wins_then_the_row_that_asks_most():
    def row(prefix, flags, bp):
        return rules.RateRow(prefix, frozenset(flags), date(2020, 1, 1), None, bp)

    table = rules.RateTable([row("71", [], 300), row("7117", [], 1800), row("7117", ["handicraft"], 500)])
    rates = [
        rules.find_rate(table, hsn, flags, TODAY, amount=100)
        for hsn, flags in [
            ("71131110", HANDICRAFT),
            ("71171990", PLAIN),
            ("71171990", HANDICRAFT | {"prepacked"}),
        ]
    ]
    assert rates == [300, 1800, 500]


def test_goods_without_a_row_are_refused_and_the_flags_are_named():
    with pytest.raises(errors.RateUnknown) as refused:
        paper(replace(POT, flags=PLAIN, hsn="34060010"))
    assert refused.value.details == {"hsn": "34060010", "flags": [], "on": TODAY}


def test_a_row_holds_on_its_first_and_last_day_and_not_beside_them():
    table = rules.RateTable([rules.RateRow("34", PLAIN, date(2026, 1, 2), date(2026, 1, 4), 500)])
    found = [table.row("3406", PLAIN, date(2026, 1, day)) is not None for day in range(1, 6)]
    assert found == [False, True, True, True, False]


def test_the_dead_band_of_a_slab_is_told_with_its_bounds():
    with pytest.raises(errors.SlabPriceAmbiguous) as refused:
        paper(rules.Line("coat", "62044290", PLAIN, 1, 280_000))
    assert refused.value.details == {"hsn": "62044290", "lowest": 262_501, "highest": 295_000}


@pytest.mark.parametrize(("price", "rate_bp"), [(250_000, 500), (250_001, 1800)])
def test_a_slab_is_tested_on_the_piece_when_the_price_is_exclusive(price, rate_bp):
    coats = rules.Line("coat", "62044290", PLAIN, 4, price, rules.PriceMode.EXCLUSIVE)
    assert paper(coats).lines[0].rate_bp == rate_bp


def test_a_discount_can_bring_a_piece_under_the_slab():
    coats = rules.Line("coat", "62044290", PLAIN, 2, 280_000, seller_discount=40_000)
    assert paper(coats).lines[0].rate_bp == 500


def test_the_rate_of_the_side_with_two_of_three_dates_holds():
    before, after = date(2025, 9, 20), date(2025, 9, 23)
    assert rules.rate_date(before, after, before) == before
    assert rules.rate_date(after, after, before) == after


def test_a_lookup_is_remembered_but_not_for_ever():
    table = rules.RateTable(rate_rows())
    for n in range(5_000):
        assert table.row(f"6912{n:04d}", PLAIN, TODAY) is None
    assert len(table._found) < 5_000


def test_rows_that_claim_the_same_day_are_named():
    rows = [
        ("3406", date(2026, 1, 1), None),
        ("3406", date(2025, 1, 1), date(2026, 1, 1)),
        ("3407", date(2026, 1, 1), None),
    ]
    assert rules.contradictions(rows) == ["3406 from 2026-01-01"]
    assert rules.contradictions(rows[1:]) == []


def test_the_rate_file_of_the_house_answers_the_worked_cases_too():
    file = Path(__file__).parents[2] / "tax" / "data" / "rates.json"
    rows = json.loads(file.read_text(encoding="utf-8"))["rates"]
    own = rules.RateTable(rate_rows(rows))
    assert len(rows) == 286
    for case in CASES.values():
        if case["given"]["type"] == "order":
            for line in case["given"]["lines"]:
                goods = (line["hsn"], frozenset(line["flags"]), date.fromisoformat(case["given"]["date"]))
                ours, theirs = (rules.find_rate(table, *goods, amount=100) for table in (own, RATES))
                assert ours == theirs


def test_delivery_is_shared_over_the_rates_of_the_goods_by_value():
    coat = rules.Line("coat", "62044290", PLAIN, 1, 590_000)
    rice = rules.Line("rice", "10063090", frozenset({"unpacked"}), 1, 50_000)
    mixed = paper(coat, POT, rice, shipping=10_001)
    shipping = [line for line in mixed.lines if line.ref == rules.SHIPPING]
    assert [line.rate_bp for line in shipping] == [0, 500, 1800]
    assert sum(line.total for line in shipping) == 10_001
    assert mixed.kind is rules.DocumentKind.INVOICE_CUM_BILL_OF_SUPPLY


def test_goods_given_away_share_delivery_alike():
    pot, saree = replace(POT, unit_price=0), replace(SAREE, unit_price=0, seller_discount=0)
    rice = rules.Line("rice", "10063090", frozenset({"unpacked"}), 1, 0)
    given = paper(pot, saree, rice, shipping=101)
    assert [line.total for line in given.lines[3:]] == [51, 50]


def test_nil_rated_goods_alone_stand_on_a_bill_of_supply():
    rice = rules.Line("rice", "10063090", frozenset({"unpacked"}), 2, 50_000)
    nil = paper(rice, shipping=5_000)
    assert nil.kind is rules.DocumentKind.BILL_OF_SUPPLY
    assert (nil.tax, nil.taxable) == (0, 105_000)
    assert rules.accruals(nil, ASHA, levies=LEVIES).tcs == 0


def test_a_discount_above_the_price_is_refused():
    with pytest.raises(errors.DiscountAbovePrice):
        paper(replace(POT, seller_discount=149_901))


def test_a_stall_sale_bears_no_tcs():
    sold = paper()
    online = rules.accruals(sold, ASHA, levies=LEVIES)
    stall = rules.accruals(sold, ASHA, levies=LEVIES, channel=rules.Channel.STALL)
    assert (online.tcs, stall.tcs) == (714, 0)
    assert stall.seller_payable - online.seller_payable == 714


def test_commission_inside_delhi_bears_both_halves_and_in_ladakh_igst():
    delhi, ladakh = replace(ASHA, state="07"), replace(ASHA, state="38")
    at_home = rules.accruals(paper(seller=delhi, place="07"), delhi, levies=LEVIES)
    away = rules.accruals(paper(seller=ladakh, place="38"), ladakh, levies=LEVIES)
    assert (at_home.commission_cgst, at_home.commission_sgst, at_home.commission_igst) == (642, 642, 0)
    assert (away.commission_cgst, away.commission_igst, away.commission_tax) == (0, 1285, 1285)


@pytest.mark.parametrize(
    ("person", "before", "tds"),
    [
        (rules.PersonKind.FIRM, 0, 143),
        (rules.PersonKind.INDIVIDUAL, 0, 0),
        (rules.PersonKind.INDIVIDUAL, 50_000_000 - 142_762, 0),
        (rules.PersonKind.INDIVIDUAL, 50_000_000 - 142_761, 50_000),
        (rules.PersonKind.INDIVIDUAL, 50_000_000, 50_143),
        (rules.PersonKind.INDIVIDUAL, 50_000_001, 143),
    ],
)
def test_the_five_lakh_relief_of_an_individual_ends_with_the_sale_that_crosses_it(person, before, tds):
    seller = replace(ASHA, person=person, gross_so_far=before)
    assert rules.accruals(paper(), seller, levies=LEVIES).tds == tds


@pytest.mark.parametrize(
    "units", [{"saree": [4]}, {"saree": [2, 2]}, {"sari": [1]}, {"saree": []}, {"saree": [0]}]
)
def test_what_was_not_sold_does_not_come_back(units):
    with pytest.raises(errors.ReturnNotSold):
        rules.credit_note(paper(SAREE, shipping=100), units)


def test_a_unit_comes_back_once():
    with pytest.raises(errors.ReturnNotSold) as refused:
        rules.credit_note(paper(SAREE), {"saree": [1, 2]}, already={"saree": frozenset({2})})
    assert refused.value.details == {"ref": "saree", "units": [2]}


def test_delivery_that_was_free_does_not_come_back():
    with pytest.raises(errors.ReturnNotSold):
        rules.credit_note(paper(SAREE), {"saree": [1]}, shipping=True)


def test_against_a_bill_the_note_is_commercial():
    lines = [replace(POT, quantity=2)]
    bill = paper(*lines, seller=BINA, place="10")
    note = rules.credit_note(bill, {"pot": [1]})
    assert note.kind is rules.DocumentKind.COMMERCIAL_CREDIT_NOTE
    assert (note.total, note.taxable) == (149_900, 149_900)


def test_nothing_given_back_leaves_the_paper_as_it_was():
    sold = paper(SAREE, POT, shipping=9_900)
    assert rules.remaining(sold, {}) == sold


def test_a_price_is_broken_up_to_the_last_paisa():
    share = rules.maker_gets(
        149_900, hsn="69120010", flags=HANDICRAFT, seller=ASHA, rates=RATES, levies=LEVIES, on=TODAY
    )
    assert share._asdict() == {
        "price": 149_900,
        "maker": 133_482,
        "gst": 7_138,
        "commission": 7_138,
        "commission_tax": 1_285,
        "tcs": 714,
        "tds": 143,
    }
    assert sum(share) == 2 * share.price
    assert share.paid_out == 140_620


def test_one_piece_never_shows_the_catch_up_of_a_whole_year():
    near = replace(ASHA, gross_so_far=49_999_999)
    share = rules.maker_gets(
        149_900, hsn="69120010", flags=HANDICRAFT, seller=near, rates=RATES, levies=LEVIES, on=TODAY
    )
    assert share.tds == 0


def test_an_enrolled_makers_price_holds_no_gst_and_no_tcs():
    share = rules.maker_gets(
        95_000, hsn="46021919", flags=HANDICRAFT, seller=BINA, rates=RATES, levies=LEVIES, on=TODAY
    )
    assert (share.maker, share.gst, share.tcs) == (89_395, 0, 0)


def test_foreign_prices_are_written_as_decimals_and_rounded_once():
    assert rules.rupees_for(24_000, "88.40") == 2_121_600
    assert rules.rupees_for(1, "88.5") == 89
    assert rules.rupees_for(1, "88") == 88
    with pytest.raises(ValueError, match="decimal"):
        rules.rupees_for(1, "8.8e1")
