"""What buyers asked and makers answered in the officer's districts; one can be taken off the page, with a reason."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from orders.actions.wishes import hide_question
from orders.errors import ReasonMissing
from orders.queries.wishes import question_within, watched_questions
from orders.rules.asking import REASON_MAX
from people.rules import Permission, reach
from storefront.access import requires
from storefront.district_desk.own import my_districts
from storefront.district_desk.queue import desk
from storefront.words import refusal as sentence_of
from storefront.words.tongues import reading

DIGITS_MAX = 18


@requires(Permission.QUESTION_HIDE)
def index() -> Any:
    return _page()


def _page(wrong: str = "", at_question: int = 0) -> Any:
    before = request.args.get("before", "")
    found, more = watched_questions(
        g.session,
        my_districts(Permission.QUESTION_HIDE),
        before=int(before) if before.isdecimal() and len(before) <= DIGITS_MAX else None,
        locale=reading(),
    )
    page = render_template(
        "district_desk/questions.html",
        asked=found,
        more=more,
        wrong=wrong,
        at_question=at_question,
        typed=request.form.get("reason", ""),
        reason_max=REASON_MAX,
        kind=None,
        **desk(),
    )
    return page, 422 if wrong else 200


@requires(Permission.QUESTION_HIDE)
def hide(question_id: int) -> Any:
    held = reach(g.grants, Permission.QUESTION_HIDE)
    found = question_within(
        g.session, question_id, nation=held.nation, states=held.states, districts=held.districts
    )
    try:
        hide_question(
            g.session, found or abort(404), request.form.get("reason", ""), by=g.person.id, at=g.now
        )
    except ReasonMissing as refusal:
        return _page(sentence_of(refusal), question_id)
    flash(_("It is off the page. The trail keeps who did it."), "good")
    return redirect(url_for(".questions"), 303)
