"""What buyers ask: read, and answered for everybody to see."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from kit.errors import Refusal
from orders.actions.wishes import answer_question
from orders.queries.wishes import question_for, questions_for
from orders.rules.asking import ANSWER_MAX
from people.rules import Permission
from storefront.access import requires
from storefront.words import refusal as words_of
from storefront.workshop.listings import spoken
from storefront.workshop.own import workshop_id


class AnswerForm(FlaskForm):
    """A maker's answer."""

    words = TextAreaField(
        lazy_gettext("Your answer"),
        [
            InputRequired(lazy_gettext("Write your answer.")),
            Length(max=ANSWER_MAX, message=lazy_gettext("An answer has at most 1,000 letters.")),
        ],
        filters=[lambda text: text.strip() if text else ""],
    )


@requires(Permission.LISTING_EDIT)
def index() -> Any:
    return render_template(
        "workshop/questions.html", asked=questions_for(g.session, workshop_id(), locale=spoken())
    )


@requires(Permission.LISTING_EDIT)
def answer(question_id: int) -> Any:
    question = question_for(g.session, workshop_id(), question_id) or abort(404)
    form = AnswerForm()
    if not form.is_submitted():
        form.words.data = question.answer
    if not form.validate_on_submit():
        return _page(question, form, 422 if form.errors else 200)
    try:
        answer_question(g.session, question, form.words.data or "", by=g.person.id, at=g.now)
    except Refusal as refusal:
        form.words.errors = [words_of(refusal)]
        return _page(question, form, 422)
    flash(_("Your answer stands on the page of the piece."), "good")
    return redirect(url_for("workshop.questions"), 303)


def _page(question: Any, form: AnswerForm, status: int) -> Any:
    return render_template("workshop/answer.html", question=question, form=form), status
