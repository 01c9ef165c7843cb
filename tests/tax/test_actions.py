"""Numbers without a gap, and dated tables that follow their files, on the real database."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kit.db import transaction
from tax import errors, rules
from tax.actions import (
    LEVIES_FILE,
    RATES_FILE,
    SeriesKey,
    load_levies,
    load_rates,
    next_document_number,
    next_document_numbers,
)
from tax.models import DocumentSeries, Levy, TaxRate
from tax.queries import levies_on, rates_for, rates_on, tariff

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
ASHA = "24ABCPA1234F1ZT"
HANDICRAFT = frozenset({"handicraft"})


def enforce(session):
    session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


def rewritten(tmp_path, source, change):
    content = json.loads(source.read_text(encoding="utf-8"))
    rows = content["rates" if source == RATES_FILE else "levies"]
    change(rows)
    path = tmp_path / source.name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_numbers_follow_one_another_in_each_series_and_year(session):
    def take(*asked):
        return next_document_number(session, ASHA, "24", *asked)

    assert take("A", TODAY) == "24A26/0000001"
    assert take("A", TODAY) == "24A26/0000002"
    assert take("C", TODAY) == "24C26/0000001"
    assert take("A", date(2027, 3, 31)) == "24A26/0000003"
    assert take("A", date(2027, 4, 1)) == "24A27/0000001"
    assert next_document_number(session, "another", "24", "A", TODAY) == "24A26/0000001"


def test_many_numbers_are_taken_in_one_statement_in_the_order_asked(session):
    keys = [SeriesKey(ASHA, "24", "A"), SeriesKey("bina", "10", "A"), SeriesKey(ASHA, "24", "A")]
    next_document_number(session, ASHA, "24", "A", TODAY)
    statements = []
    hear = lambda *told: statements.append(told[2])  # noqa: E731 - the same listener is taken off again
    event.listen(session.connection(), "before_cursor_execute", hear)
    numbers = next_document_numbers(session, keys, TODAY)
    event.remove(session.connection(), "before_cursor_execute", hear)
    assert numbers == ["24A26/0000002", "10A26/0000001", "24A26/0000003"]
    assert len(statements) == 1
    assert next_document_numbers(session, [], TODAY) == []


def test_a_paper_that_fails_gives_its_number_back(session):
    with session.begin_nested() as attempt:
        assert next_document_number(session, ASHA, "24", "A", TODAY) == "24A26/0000001"
        attempt.rollback()
    assert next_document_number(session, ASHA, "24", "A", TODAY) == "24A26/0000001"


def test_a_series_that_is_full_is_refused(session):
    next_document_number(session, ASHA, "24", "A", TODAY)
    session.execute(update(DocumentSeries).values(next_number=10_000_000_000))
    with pytest.raises(errors.SeriesExhausted):
        next_document_number(session, ASHA, "24", "A", TODAY)


def test_fifty_confirmations_at_once_leave_no_gap_and_no_double(fresh_engine):
    dice = Random(21)
    taken: list[list[str]] = []

    def confirm(n):
        keys = [SeriesKey(f"maker{m}", "24", "A") for m in dice.sample(range(3), 2)]
        try:
            with transaction() as session:
                numbers = next_document_numbers(session, keys, TODAY)
                if n % 5 == 0:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            return []
        return list(zip((key.supplier_key for key in keys), numbers, strict=True))

    with ThreadPoolExecutor(50) as pool:
        taken = [pair for pairs in pool.map(confirm, range(200)) for pair in pairs]
    assert len(taken) == 320
    for maker in ("maker0", "maker1", "maker2"):
        numbers = sorted(number for key, number in taken if key == maker)
        assert numbers == [f"24A26/{n:07d}" for n in range(1, len(numbers) + 1)]


def test_the_files_of_the_house_load_once_and_then_change_nothing(session):
    first, again = load_rates(session), load_rates(session)
    assert (first.added, first.changed, first.unchanged, first.unnamed) == (286, 0, 0, ())
    assert (again.added, again.changed, again.unchanged, again.unnamed) == (0, 0, 286, ())
    assert load_levies(session).added == 10
    assert load_levies(session).unchanged == 10
    enforce(session)


def test_a_newer_file_ends_a_row_and_begins_the_next_in_place(session, tmp_path):
    load_rates(session)

    def raise_candles(rows):
        now = next(row for row in rows if row["hsn_prefix"] == "3406" and row["valid_to"] is None)
        rows.append({**now, "valid_from": "2027-01-01", "rate_bp": 1200})
        now["valid_to"] = "2026-12-31"

    newer = rewritten(tmp_path, RATES_FILE, raise_candles)
    assert load_rates(session, newer)[:3] == (1, 1, 285)
    enforce(session)
    rates = {
        on: rules.find_rate(rules.RateTable(rates_on(session, on)), "3406", frozenset(), on, amount=100)
        for on in (TODAY, date(2026, 12, 31), date(2027, 1, 1))
    }
    assert list(rates.values()) == [500, 500, 1200]


def test_a_row_that_a_file_no_longer_names_stays_and_is_told(session, tmp_path):
    load_rates(session)
    load_levies(session)
    without = rewritten(tmp_path, RATES_FILE, lambda rows: rows.pop(0))
    fewer = rewritten(tmp_path, LEVIES_FILE, lambda rows: rows.pop(0))
    assert load_rates(session, without).unnamed == ("0207 prepacked from 2025-09-22",)
    assert load_levies(session, fewer).unnamed == ("tcs from 2018-10-01",)
    assert len(session.scalars(select(TaxRate)).all()) == 286


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.append({**rows[0], "valid_from": "2026-01-01"}),
        lambda rows: rows.append(dict(rows[0])),
        lambda rows: rows[0].pop("rate_bp"),
        lambda rows: rows[0].update(slab={"limit_paise": 1, "rate_bp_upto": 1, "rate_bp_above": 2}),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_whole(session, tmp_path, change):
    with pytest.raises(errors.RateFileFaulty) as refused:
        load_rates(session, rewritten(tmp_path, RATES_FILE, change))
    assert refused.value.details["rows"][0].startswith("0207 ")
    assert session.scalars(select(TaxRate)).all() == []


def test_a_levy_that_overlaps_one_already_there_is_refused(session, tmp_path):
    load_levies(session)

    def forget_the_old_and_begin_early(rows):
        rows[:] = [{**row, "valid_from": "2024-01-01"} for row in rows if row["kind"] == "tcs"][1:]

    with pytest.raises(errors.RateFileFaulty):
        load_levies(session, rewritten(tmp_path, LEVIES_FILE, forget_the_old_and_begin_early))


def test_the_database_itself_refuses_two_rates_for_one_day(session):
    load_rates(session)
    enforce(session)
    session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
    session.add(
        TaxRate(
            hsn_prefix="3406",
            needs_flags="handicraft",
            valid_from=TODAY,
            valid_to=None,
            rate_bp=0,
            confidence="L",
            source="nobody",
        )
    )
    session.flush()
    with pytest.raises(IntegrityError, match="ex_tax_rates_one_row_a_day"):
        enforce(session)


def test_the_database_refuses_a_row_that_is_neither_rate_nor_slab(session):
    session.add(
        TaxRate(
            hsn_prefix="3406", needs_flags="", valid_from=TODAY, slab_upto_bp=5, confidence="L", source="-"
        )
    )
    with pytest.raises(IntegrityError, match="rate_or_slab"):
        session.flush()


def test_the_levies_of_a_day_are_those_of_the_law_then(session):
    load_levies(session)
    assert levies_on(session, TODAY) == rules.Levies(50, 10, 50_000_000, 500, 1800)
    assert levies_on(session, date(2024, 7, 9)).tcs_bp == 100
    assert levies_on(session, date(2024, 9, 30)).tds_bp == 100
    with pytest.raises(errors.LevyUnknown) as refused:
        levies_on(session, date(2019, 1, 1))
    assert refused.value.details == {"kind": "tds", "on": date(2019, 1, 1)}


def test_the_rows_for_a_few_goods_answer_like_the_whole_table(session):
    load_rates(session)
    hsns = ["69120010", "62044290", "10063090"]
    few, whole = rates_for(session, hsns, TODAY), rules.RateTable(rates_on(session, TODAY))
    assert 0 < len(few) < 12
    for hsn in hsns:
        for flags in (HANDICRAFT, frozenset({"unpacked"}), frozenset({"prepacked"})):
            assert rules.RateTable(few).row(hsn, flags, TODAY) == whole.row(hsn, flags, TODAY)


def test_the_tariff_is_read_once_a_minute_and_at_once_after_a_load(session, tmp_path):
    load_rates(session)
    load_levies(session)
    first = tariff(session, AT)
    assert (first.on, first.levies.tcs_bp) == (TODAY, 50)
    session.execute(update(Levy).where(Levy.kind == "tcs", Levy.valid_to.is_(None)).values(rate_bp=75))
    assert tariff(session, AT + timedelta(seconds=59)) is first
    assert tariff(session, AT + timedelta(seconds=61)).levies.tcs_bp == 75
    load_levies(session)
    assert tariff(session, AT + timedelta(seconds=62)).levies.tcs_bp == 50


def test_the_tariff_keeps_a_handful_of_days(session):
    load_rates(session)
    load_levies(session)
    for n in range(20):
        at = AT + timedelta(days=n)
        assert tariff(session, at).on == TODAY + timedelta(days=n)


def test_each_database_has_a_tariff_of_its_own(session, fresh_engine):
    load_rates(session)
    load_levies(session)
    assert tariff(session, AT).levies.tcs_bp == 50
    with Session(fresh_engine) as elsewhere, pytest.raises(errors.LevyUnknown):
        tariff(elsewhere, AT)
