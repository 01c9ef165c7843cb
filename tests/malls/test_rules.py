"""The pure rules of malls."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.steps import ImpossibleStep, advance
from malls.rules import (
    CONSIGNMENT_STEPS,
    ConsignmentStatus,
    StallKind,
    change_due,
    fits_stall,
    missing,
)

PIECES = st.integers(min_value=0, max_value=10_000)


class Paper:
    """A thing with a status, and nothing else."""

    def __init__(self, status: ConsignmentStatus) -> None:
        self.status = status


def test_a_states_stall_takes_every_maker_of_that_state():
    assert fits_stall(kind=StallKind.STATE, stall_state="19", stall_district=None, state="19", district=319)


def test_a_states_stall_refuses_another_states_maker():
    assert not fits_stall(
        kind=StallKind.STATE, stall_state="19", stall_district=None, state="08", district=91
    )


def test_a_districts_stall_takes_its_own_district_only():
    stall = {"kind": StallKind.DISTRICT, "stall_state": "19", "stall_district": 319, "state": "19"}
    assert fits_stall(**stall, district=319)
    assert not fits_stall(**stall, district=320)


def test_ten_sent_nine_good_and_one_broken_leave_none_missing():
    assert missing(sent=10, good=9, broken=1) == 0


def test_what_was_not_counted_is_missing():
    assert missing(sent=10, good=7, broken=1) == 2


@pytest.mark.parametrize(("good", "broken"), [(10, 1), (11, 0), (-1, 0), (0, -1), (-1, 11)])
def test_a_count_that_cannot_be_is_no_count(good, broken):
    assert missing(sent=10, good=good, broken=broken) is None


@given(sent=PIECES, good=PIECES, broken=PIECES)
def test_every_count_adds_up_to_what_was_sent(sent, good, broken):
    left = missing(sent=sent, good=good, broken=broken)
    assert (left is None) == (good + broken > sent)
    assert left is None or good + broken + left == sent


def test_change_is_what_was_given_too_much():
    assert change_due(total=945_00, given=1_000_00) == 55_00
    assert change_due(total=945_00, given=945_00) == 0
    assert change_due(total=945_00, given=944_99) is None


def test_a_consignment_is_received_only_from_the_road():
    for status in set(ConsignmentStatus) - {ConsignmentStatus.DISPATCHED, ConsignmentStatus.RECEIVED}:
        with pytest.raises(ImpossibleStep):
            advance(Paper(status), ConsignmentStatus.RECEIVED, CONSIGNMENT_STEPS)


def test_every_status_of_a_consignment_has_its_row_of_steps():
    assert CONSIGNMENT_STEPS.keys() == set(ConsignmentStatus)
