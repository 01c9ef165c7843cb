"""Words of search: what was not found this week, and one tap that makes a synonym of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions.synonyms import make_synonym, retire_synonym
from catalog.errors import SynonymFaulty
from catalog.models import Synonym
from catalog.queries.misses import made_by_officers, misses, weeks
from catalog.rules.search import SynonymSource, week_of
from kit.clock import business_day
from people.rules import Permission
from storefront.access import requires
from storefront.district_desk.queue import desk
from storefront.words import refusal as sentence_of

LANGUAGES = {  # in which officers say words; each by its own name
    "hi": "हिन्दी",
    "bn": "বাংলা",
    "mr": "मराठी",
    "te": "తెలుగు",
    "ta": "தமிழ்",
    "gu": "ગુજરાતી",
    "ur": "اردو",
    "kn": "ಕನ್ನಡ",
    "or": "ଓଡ଼ିଆ",
    "ml": "മലയാളം",
    "pa": "ਪੰਜਾਬੀ",
    "as": "অসমীয়া",
    "en": "English",
    "sat": "ᱥᱟᱱᱛᱟᱲᱤ",
    "mni": "ꯃꯩꯇꯩꯂꯣꯟ",
}


@requires(Permission.WORDS_EDIT)
def words() -> Any:
    return page()


def page(wrong: str = "") -> str:
    """What was not found in a week, and what officers have made of such words; what was typed stays."""
    known = weeks(g.session)
    asked = request.values.get("week", "")
    # On a Monday the week before is what there is to do.
    week = next((each for each in known if each.isoformat() == asked), known[0] if known else this_week())
    return render_template(
        "district_desk/words.html",
        week=week,
        weeks=known,
        is_now=week == this_week(),
        misses=misses(g.session, week),
        made=made_by_officers(g.session),
        languages=LANGUAGES,
        typed=request.form,
        wrong=wrong,
        kind=None,
        **desk(),
    )


def this_week() -> date:
    """The Monday of this week, in India."""
    return week_of(business_day(g.now))


@requires(Permission.WORDS_EDIT)
def make() -> Any:
    typed = request.form
    language = typed.get("language", "")
    try:
        synonym = make_synonym(
            g.session,
            typed.get("said", ""),
            typed.get("meant", ""),
            language=language if language in LANGUAGES else "",
            both_ways=typed.get("both_ways") == "yes",
            by=g.person.id,
            at=g.now,
        )
    except SynonymFaulty as refusal:
        return page(wrong=sentence_of(refusal)), 422
    flash(_("%(said)s now finds %(meant)s.", said=synonym.said, meant=synonym.meant), "good")
    return redirect(url_for(".words", week=typed.get("week") or None), 303)


@requires(Permission.WORDS_EDIT)
def take_back(synonym_id: int) -> Any:
    synonym = g.session.get(Synonym, synonym_id) or abort(404)
    if synonym.source is not SynonymSource.OFFICER:
        abort(404)
    retire_synonym(g.session, synonym, by=g.person.id, at=g.now)
    flash(_("Taken back."), "good")
    return redirect(url_for(".words"), 303)
