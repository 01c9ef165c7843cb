"""The State's desk of the registry: name a product for districts, and see what became of what was named."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions.nomination import Named
from catalog.actions.nomination import nominate as nominate_product
from catalog.errors import NominationFieldsWrong
from catalog.queries.history import nominations
from catalog.queries.registry import crafts
from catalog.rules.nomination import NAME_MAX, SOURCE_MAX, STORY_MAX, NominationKind
from catalog.rules.registry import Sector
from people.queries.places import districts, states
from people.rules import Permission, reach
from storefront.access import requires
from storefront.district_desk.forms import NominationForm
from storefront.district_desk.queue import desk
from storefront.words import label
from storefront.words.faults import NOMINATION
from storefront.words.tongues import named


@requires(Permission.REGISTRY_NOMINATE)
def index() -> Any:
    return _page(_form(), 200)


@requires(Permission.REGISTRY_NOMINATE)
def nominate() -> Any:
    form = _form()
    if not form.validate_on_submit():
        return _page(form, 422)
    chosen = [int(each) for each in form.districts.data]
    by_state = {code: {line.id for line in districts(g.session, code)} for code in _states()}
    state = next((code for code, own in by_state.items() if own.issuperset(chosen)), None)
    facts = Named(
        kind=NominationKind(form.kind.data),
        name=form.name.data,
        districts=chosen,
        sector=Sector(form.sector.data),
        craft_id=form.craft.data,
        story=form.story.data,
        source=form.source.data,
        source_date=form.source_date.data,
    )
    try:
        nominate_product(
            g.session,
            facts,
            state_code=state or _states()[0],
            own=frozenset(by_state.get(state or "", ())),
            by=g.person.id,
            at=g.now,
        )
    except NominationFieldsWrong as refusal:
        for field, code in refusal.details["faults"].items():
            form[field].errors = [str(NOMINATION[field, code])]
        return _page(form, 422)
    flash(_("Nominated. The national office decides; the answer stands on this page."), "good")
    return redirect(url_for(".registry"), 303)


def _states() -> list[str]:
    return sorted(reach(g.grants, Permission.REGISTRY_NOMINATE).states)


def _form() -> NominationForm:
    """The form with the officer's own districts; craft and districts as the address proposes them."""
    proposed = {"craft": request.args.get("craft"), "districts": request.args.getlist("districts")}
    form = NominationForm(data={name: value for name, value in proposed.items() if value})
    own = _states()
    form.kind.choices = [(kind.value, label(kind)) for kind in NominationKind]
    form.sector.choices = [(sector.value, label(sector)) for sector in Sector]
    form.craft.choices = [(craft.id, named(craft)) for craft in crafts(g.session)]
    form.districts.choices = {
        named(state): [(str(line.id), line.name) for line in districts(g.session, state.code)]
        for state in states(g.session)
        if state.code in own
    }
    return form


def _page(form: NominationForm, status: int) -> Any:
    page = render_template(
        "district_desk/registry.html",
        form=form,
        lines=nominations(g.session, states=_states()),
        limits={"name": NAME_MAX, "story": STORY_MAX, "source": SOURCE_MAX},
        kind=None,
        **desk(),
    )
    return page, status
