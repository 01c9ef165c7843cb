"""Laws of tax that hold for any goods, prices, discounts and returns."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tax import rules

FIRST = date(2025, 9, 22)
DAYS = st.dates(FIRST, date(2030, 12, 31))
STATES = st.sampled_from(["01", "04", "07", "10", "24", "27", "35", "38"])
PAISE = st.integers(1, 20_000_000)
BP = {"6912": 500, "7117": 300, "1006": 0, "9999": 1800, "2401": 2800}
TABLE = rules.RateTable([rules.RateRow(hsn, frozenset(), FIRST, None, bp) for hsn, bp in BP.items()])
LEVIES = rules.Levies(tcs_bp=50, tds_bp=10, tds_limit=50_000_000, commission_bp=500, commission_gst_bp=1800)
HEADS = ("taxable", "cgst", "sgst", "utgst", "igst", "total")


@st.composite
def goods(draw):
    lines = []
    for n in range(draw(st.integers(1, 5))):
        quantity, price = draw(st.integers(1, 7)), draw(PAISE)
        discount = draw(st.integers(0, quantity * price)) if draw(st.booleans()) else 0
        mode = draw(st.sampled_from(rules.PriceMode))
        hsn = draw(st.sampled_from(sorted(BP))) + "0000"
        lines.append(rules.Line(f"L{n}", hsn, frozenset(), quantity, price, mode, discount))
    return lines


@st.composite
def sales(draw):
    """A seller and a paper: the lines, the place, delivery and the day are free."""
    seller = rules.Seller(
        id="asha",
        kind=draw(st.sampled_from(rules.SellerKind)),
        state=draw(STATES),
        person=draw(st.sampled_from(rules.PersonKind)),
        has_pan=True,
        has_enrolment_no=True,
        gross_so_far=draw(st.integers(0, 60_000_000)),
    )
    lines = draw(goods())
    terms = {
        "place": draw(STATES) if seller.kind is rules.SellerKind.REGULAR else seller.state,
        "shipping": draw(st.integers(0, 50_000)),
        "shipping_mode": draw(st.sampled_from(rules.PriceMode)),
        "on": draw(DAYS),
    }
    return seller, lines, terms, rules.document(seller, lines, rates=TABLE, **terms)


@given(sales())
def test_an_inclusive_price_is_kept_and_an_exclusive_one_is_the_value(sale):
    _, lines, _, paper = sale
    for line, taxed in zip(lines, paper.lines, strict=False):
        inclusive = taxed.price_mode is rules.PriceMode.INCLUSIVE
        assert (taxed.total if inclusive else taxed.taxable) == line.after_discount()
        assert taxed.total == taxed.taxable + taxed.cgst + taxed.sgst + taxed.utgst + taxed.igst


@given(sales())
def test_the_two_halves_of_a_tax_are_equal_and_igst_stands_alone(sale):
    seller, _, terms, paper = sale
    for part in (*paper.lines, paper):
        assert part.cgst == part.sgst + part.utgst
        assert not (part.sgst and part.utgst)
        assert not (part.igst and part.cgst)
    if seller.state == terms["place"]:
        assert paper.igst == 0


@given(sales())
def test_each_head_is_within_a_paisa_of_its_rate_times_the_value(sale):
    _, _, _, paper = sale
    for line in paper.lines:
        for tax, parts in ((line.igst, 1), (line.cgst, 2)):
            if tax:
                assert abs(tax * 10_000 * parts - line.taxable * line.rate_bp) <= 10_000 * parts


@given(sales())
def test_the_sums_of_a_paper_are_the_sums_of_its_lines(sale):
    *_, paper = sale
    for head in HEADS:
        assert getattr(paper, head) == sum(getattr(line, head) for line in paper.lines)


@given(sales(), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_changes_nothing(sale, dice):
    seller, lines, terms, paper = sale
    shuffled = lines[:]
    dice.shuffle(shuffled)
    again = rules.document(seller, shuffled, rates=TABLE, **terms)
    assert sorted(again.lines) == sorted(paper.lines)
    assert again._replace(lines=()) == paper._replace(lines=())
    assert rules.accruals(again, seller, levies=LEVIES) == rules.accruals(paper, seller, levies=LEVIES)


@given(sales())
def test_the_units_of_a_line_sum_to_it_and_differ_by_a_few_paise(sale):
    *_, paper = sale
    for line in paper.lines:
        units = rules.frozen_units(line)
        for head in HEADS:
            assert sum(getattr(unit, head) for unit in units) == getattr(line, head)
        totals = [unit.total for unit in units]
        assert max(totals) - min(totals) <= 4
        assert all(unit.taxable >= 0 for unit in units if line.taxable >= line.quantity * 4)


@given(sales(), st.data())
def test_any_chain_of_returns_that_ends_with_everything_back_ends_at_zero(sale, data):
    seller, _, _, sold = sale
    waiting = [(line.ref, n) for line in sold.lines for n in range(1, line.quantity + 1)]
    waiting = data.draw(st.permutations(list(dict.fromkeys(waiting))))
    back: dict[str, frozenset[int]] = {}
    given_back, settled = 0, rules.accruals(sold, seller, levies=LEVIES)
    reversed_so_far = 0
    while waiting:
        take = data.draw(st.integers(1, len(waiting)))
        step, waiting = waiting[:take], waiting[take:]
        units: dict[str, list[int]] = {}
        for ref, number in step:
            units.setdefault(ref, []).append(number)
        shipping = units.pop(rules.SHIPPING, None) is not None
        note = rules.credit_note(sold, units, shipping=shipping, already=back)
        for line in note.lines:
            back[line.ref] = back.get(line.ref, frozenset()) | set(line.units)
        left = rules.remaining(sold, back)
        given_back += note.total
        assert left.total == sold.total - given_back
        now = rules.accruals(left, seller, levies=LEVIES)
        reversed_so_far += settled.seller_payable - now.seller_payable
        settled = now
    assert given_back == sold.total
    assert reversed_so_far == rules.accruals(sold, seller, levies=LEVIES).seller_payable
    assert not any(settled)
    assert all(getattr(rules.remaining(sold, back), head) == 0 for head in HEADS)


@given(sales())
def test_what_is_kept_back_and_what_is_paid_out_make_up_the_total(sale):
    seller, _, _, paper = sale
    kept = rules.accruals(paper, seller, levies=LEVIES)
    assert sum(kept) == paper.total


@given(sales(), st.integers(1, 3_000))
def test_a_paper_of_a_past_day_computes_the_same_after_a_new_rate(sale, days_later):
    seller, lines, terms, paper = sale
    change = terms["on"] + timedelta(days=days_later)
    rows = []
    for hsn, bp in BP.items():
        rows.append(rules.RateRow(hsn, frozenset(), FIRST, change - timedelta(days=1), bp))
        rows.append(rules.RateRow(hsn, frozenset(), change, None, 4_000))
    newer = rules.RateTable(rows)
    assert rules.document(seller, lines, rates=newer, **terms) == paper
    if seller.kind is rules.SellerKind.REGULAR:
        later = rules.document(seller, lines, rates=newer, **{**terms, "on": change})
        assert {line.rate_bp for line in later.lines} == {4_000}


@given(PAISE, st.sampled_from(sorted(BP)), STATES, st.sampled_from(rules.SellerKind))
def test_where_a_price_goes_sums_to_the_price(price, hsn, state, kind):
    seller = rules.Seller("asha", kind, state, has_pan=True, gross_so_far=60_000_000)
    share = rules.maker_gets(
        price, hsn=hsn, flags=frozenset(), seller=seller, rates=TABLE, levies=LEVIES, on=FIRST
    )
    assert share.price == price
    assert sum(share) == 2 * price


@given(st.lists(PAISE, min_size=1, max_size=6), st.integers(0, 1_000_000))
def test_a_coupon_is_shared_to_the_last_paisa(totals, coupon):
    assert sum(rules.coupon_shares(coupon, totals)) == coupon


@given(
    STATES, st.from_regex(r"[A-Z]{3}[ABCFGHJLPT][A-Z][0-9]{3}[1-9][A-Z]", fullmatch=True), st.integers(0, 14)
)
def test_one_wrong_character_in_a_gstin_is_always_seen(state, pan, at):
    gstin = rules.gstin_of(state, pan)
    assert rules.gstin_fault(gstin, state=state, pan=pan) is None
    wrong = "1" if gstin[at] != "1" else "2"
    assert rules.gstin_fault(gstin[:at] + wrong + gstin[at + 1 :], state=state) is not None


def test_a_seller_of_another_kind_is_not_taxed_by_this_paper():
    seller = rules.Seller("bina", rules.SellerKind.ENROLLED, "10", has_pan=True, has_enrolment_no=True)
    line = rules.Line("L", "69120010", frozenset(), 1, 100)
    taxed = rules.document(
        replace(seller, kind=rules.SellerKind.REGULAR), [line], place="10", rates=TABLE, on=FIRST
    )
    assert taxed.tax > rules.document(seller, [line], place="10", rates=TABLE, on=FIRST).tax == 0
