"""How far a complaint has come, stitch by stitch, with the last day for what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from orders.models import Complaint, ComplaintDecision, ComplaintTimer
from orders.rules.complaints import ComplaintStatus, Desk, TimerKind
from storefront.words.figures import moment, weekday


@dataclass(frozen=True)
class Stitch:
    """One step of a complaint: done, now or later."""

    state: str
    words: str
    when: str


def way_of(
    complaint: Complaint, timers: Sequence[ComplaintTimer], decisions: Sequence[ComplaintDecision]
) -> list[Stitch]:
    """What was done, and what comes next with its last day."""
    due = {(timer.kind, timer.turn): timer.due_at for timer in timers}
    steps = [Stitch("done", _("We have it"), moment(complaint.made_at))]
    if complaint.acknowledged_at:
        steps.append(Stitch("done", _("Read by the office"), moment(complaint.acknowledged_at)))
    if complaint.status is ComplaintStatus.WITHDRAWN:
        return [*steps, Stitch("now", _("You have taken it back"), "")]
    if not complaint.acknowledged_at:
        steps.append(Stitch("now", _("The office reads it"), _by(due, TimerKind.ACKNOWLEDGE, 0)))
    for decision in decisions:
        done = _("Decided again by the State officer") if decision.turn else _("Decided")
        steps.append(Stitch("done", done, moment(decision.at)))
    if not decisions:
        state = "now" if complaint.acknowledged_at else "later"
        who = _("The State officer decides") if complaint.desk is Desk.STATE else _("The office decides")
        steps.append(Stitch(state, who, _by(due, TimerKind.REDRESS, 0)))
    elif complaint.status is ComplaintStatus.REOPENED:
        steps.append(Stitch("now", _("The State officer looks again"), _by(due, TimerKind.REDRESS, 1)))
    return steps


def _by(due: Mapping[tuple[TimerKind, int], datetime], kind: TimerKind, turn: int) -> str:
    at = due.get((kind, turn))
    return _("by %(day)s", day=weekday(at)) if at else ""
