"""Asking a maker about a piece, and keeping what is asked fit for everybody's eyes."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.queries.pages import ListingPage, listing_page
from kit.errors import Refusal
from orders.actions.wishes import ask_maker, hide_question
from orders.queries.wishes import answered, own_questions, question_within
from people.rules import Permission, may, reach
from storefront import words
from storefront.access import requires
from storefront.edge import limiter
from storefront.shop.account_forms import QuestionForm
from storefront.words.tongues import reading


@limiter.limit("20 per hour", methods=["POST"])
@requires(Permission.CART_USE)
def questions(slug: str) -> Any:
    good = listing_page(g.session, slug, reading()) or abort(404)
    form = QuestionForm()
    if not form.validate_on_submit():
        return _page(good, form), 422 if form.errors else 200
    try:
        ask_maker(g.session, good.id, form.words.data or "", language=reading(), by=g.person.id, at=g.now)
    except Refusal as refusal:
        form.words.errors = [words.refusal(refusal)]
        return _page(good, form), 422
    flash(_("The maker has your question. We write to you when it is answered."), "good")
    return redirect(url_for(".questions", slug=slug), 303)


@requires(Permission.QUESTION_HIDE)
def hide(question_id: int) -> Any:
    """Take a question off the page; officers within their places, support anywhere."""
    watched = reach(g.grants, Permission.QUESTION_HIDE)
    found = question_within(
        g.session,
        question_id,
        nation=watched.nation,
        states=watched.states,
        districts=watched.districts,
    )
    try:
        hide_question(
            g.session, found or abort(404), request.form.get("reason", ""), by=g.person.id, at=g.now
        )
    except Refusal as refusal:
        flash(words.refusal(refusal), "error")
    else:
        flash(_("It is off the page. The trail keeps who did it."), "good")
    return redirect(url_for(".questions", slug=request.form.get("slug", "")[:200] or abort(404)), 303)


def _page(good: ListingPage, form: QuestionForm) -> str:
    return render_template(
        "shop/questions.html",
        good=good,
        form=form,
        answered=answered(g.session, good.id),
        waiting=own_questions(g.session, good.id, g.person.id),
        watches=may(g.grants, Permission.QUESTION_HIDE),
    )
