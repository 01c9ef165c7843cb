"""Begin a workshop, or say more about it: PIN code first, so that only one State's districts are offered."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms import SelectChoice

from catalog.actions import Workshop, edit_artisan, register_artisan, submit_artisan, workshop_of
from catalog.errors import ArtisanFixed, ArtisanNotReady, ArtisanSuspended
from catalog.models import Artisan
from catalog.queries import last_verification, own_artisan
from catalog.rules.artisan import ArtisanKind, ArtisanStatus
from catalog.rules.verification import SubjectKind, VerificationStatus
from people.actions import grant_role
from people.models import District
from people.queries.places import district_of_pin, districts, place_of_pin, states
from people.rules import Permission, Role, ScopeKind
from people.rules.places import clean_pin
from storefront.access import requires
from storefront.words import refusal as sentence_of
from storefront.words.faults import ARTISAN
from storefront.workshop.forms import RegisterForm
from storefront.workshop.own import keeper
from tax.rules import SellerKind


@requires(Permission.WORKSHOP_OPEN)
def register() -> Any:
    artisan = own_artisan(g.session, keeper().id)
    state_code, district_id = _where(artisan)
    if state_code is None:
        typed = request.args.get("pin", "")
        return render_template(
            "workshop/register_where.html", states=states(g.session), typed=typed, unknown=bool(typed.strip())
        )
    form = RegisterForm(data=_first_data(artisan, district_id))
    only = g.acting.leave.district_id if g.acting else None
    form.district.choices = [
        SelectChoice(line.id, line.name)
        for line in districts(g.session, state_code)
        if only in {None, line.id}
    ]
    if form.validate_on_submit() and _save(artisan, form):
        return redirect(url_for("workshop.home"), 303)
    claim = last_verification(g.session, SubjectKind.ARTISAN, artisan.id) if artisan else None
    page = render_template(
        "workshop/register.html",
        form=form,
        artisan=artisan,
        state_code=state_code,
        reasons=claim.reasons if claim and claim.status is VerificationStatus.RETURNED else [],
        fixed=artisan is not None and artisan.status in {ArtisanStatus.VERIFIED, ArtisanStatus.SUBMITTED},
    )
    return page, 422 if form.errors or form.form_errors else 200


def _where(artisan: Artisan | None) -> tuple[str | None, int | None]:
    """The State whose districts are offered, and the likely district: by PIN, by choice, by what was said before."""
    if g.acting:  # whoever helps does so in their own district
        district = g.session.get_one(District, g.acting.leave.district_id)
        return district.state_code, district.id
    chosen = request.args.get("state", "")
    known = {line.code for line in states(g.session)}
    if chosen in known:
        return chosen, None
    pin = clean_pin(request.args.get("pin", ""))
    if pin is not None and (place := place_of_pin(pin)) is not None:
        district = district_of_pin(g.session, pin)
        return place.state_code, district.id if district else None
    if artisan is not None and not request.args.get("pin"):
        offered = {line.id: line.state_code for line in districts(g.session)}
        return offered.get(artisan.district_id), artisan.district_id
    return None, None


def _first_data(artisan: Artisan | None, district_id: int | None) -> dict[str, Any]:
    """What the form begins with: what was said before, else the little we know."""
    if artisan is None:
        return {
            "name": "",
            "legal_name": keeper().name,
            "district": district_id,
            "pin": clean_pin(request.args.get("pin", "")) or "",
            "language": keeper().language,
            "kind": ArtisanKind.INDIVIDUAL.value,
        }
    told = workshop_of(artisan)
    return {
        "kind": told.kind.value,
        "name": told.name,
        "legal_name": told.legal_name,
        "district": district_id or told.district_id,
        "address_line": told.address_line,
        "pin": told.pin,
        "gst_kind": told.gst_kind.value,
        "gstin": told.gstin,
        "enrolment_no": told.enrolment_no,
        "pan": told.pan,
        "story": told.story,
        "language": told.language,
    }


def _save(artisan: Artisan | None, form: RegisterForm) -> bool:
    """Register or edit, send to the district, and let the person act for the workshop. False with faults told."""
    told = Workshop(
        kind=ArtisanKind(form.kind.data),
        name=form.name.data,
        legal_name=form.legal_name.data,
        district_id=form.district.data,
        address_line=form.address_line.data,
        pin=form.pin.data,
        gst_kind=SellerKind(form.gst_kind.data),
        gstin=form.gstin.data,
        enrolment_no=form.enrolment_no.data,
        pan=form.pan.data,
        story=artisan.story
        if artisan is not None and artisan.status is ArtisanStatus.VERIFIED
        else form.story.data,
        language=form.language.data,
    )
    try:
        if artisan is None:
            owner = keeper()
            artisan = register_artisan(g.session, told, person_id=owner.id, by=g.person.id, at=g.now)
            scope = str(artisan.id)
            grant_role(g.session, owner, Role.ARTISAN, ScopeKind.ARTISAN, scope, by=g.person.id, at=g.now)
        else:
            edit_artisan(g.session, artisan, told, by=g.person.id, at=g.now)
        sent = artisan.status in {ArtisanStatus.DRAFT, ArtisanStatus.RETURNED}
        submit_artisan(g.session, artisan, by=g.person.id, at=g.now)
    except ArtisanNotReady as refusal:
        tell_faults(form, refusal.details["faults"])
        return False
    except (ArtisanFixed, ArtisanSuspended) as refusal:
        form.form_errors.append(sentence_of(refusal))
        return False
    flash(_("Sent to your district office. They will answer you by SMS.") if sent else _("Saved."), "good")
    return True


def tell_faults(form: RegisterForm, faults: dict[str, str]) -> None:
    """Say each fault at its field."""
    for field, fault in faults.items():
        form[field].errors = [str(ARTISAN[field, fault])]
