"""The maker's page: story and photo, which an officer looks at before buyers do; and the way to the voice."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions.portrait import portrait_at, send_portrait, take_back_portrait
from catalog.actions.voice import voices_at
from catalog.errors import ArtisanNotReady, CatalogRefusal, PictureRefused
from catalog.models import Artisan, Portrait
from catalog.queries import last_verification
from catalog.queries.pages import portrait_picture
from catalog.rules.artisan import STORY_MAX
from catalog.rules.photo import ALT_MAX, FILE_MAX_BYTES, PictureFault
from catalog.rules.portrait import PortraitStatus
from catalog.rules.verification import SubjectKind
from people.rules import Permission
from storefront.access import requires
from storefront.words import label
from storefront.words import refusal as sentence_of
from storefront.words.faults import ARTISAN
from storefront.workshop.own import workshop
from storefront.workshop.uploads import sent_in_pieces


@requires(Permission.LISTING_EDIT)
def page() -> Any:
    artisan = workshop()
    faults = _sent(artisan) if request.method == "POST" else {}
    if request.method == "POST" and not faults:
        return redirect(url_for("workshop.page"), 303)
    live = portrait_at(g.session, artisan.id, PortraitStatus.LIVE)
    waiting = portrait_at(g.session, artisan.id, PortraitStatus.WAITING)
    returned = None if waiting else _returned(artisan, live)
    claim = last_verification(g.session, SubjectKind.PAGE, returned.id) if returned else None
    start = returned or live
    shown = render_template(
        "workshop/page.html",
        artisan=artisan,
        faults=faults,
        live=live,
        live_pic=portrait_picture(live) if live else None,
        waiting=waiting,
        waiting_pic=portrait_picture(waiting) if waiting else None,
        returned=returned,
        claim=claim,
        voices=voices_at(g.session, artisan.id, None),
        story=request.form.get("story", returned.story if returned else artisan.story),
        alt=request.form.get("alt", start.alt if start else ""),
        story_max=STORY_MAX,
        alt_max=ALT_MAX,
    )
    return shown, 422 if faults else 200


def _returned(artisan: Artisan, live: Portrait | None) -> Portrait | None:
    """The telling that came back, unless a newer one went live since."""
    back = portrait_at(g.session, artisan.id, PortraitStatus.RETURNED)
    return back if back is not None and (live is None or live.id < back.id) else None


def _sent(artisan: Artisan) -> dict[str, str]:
    """Put what was sent before the district; what is wrong with it, field by field."""
    files = [file for name in ("taken", "chosen") for file in request.files.getlist(name) if file.filename]
    try:
        pieces = sent_in_pieces("upload-photo")
        photo = files[0].stream.read(FILE_MAX_BYTES + 1) if files else (pieces[-1] if pieces else None)
        made = send_portrait(
            g.session,
            artisan,
            story=request.form.get("story", ""),
            photo=photo,
            alt=request.form.get("alt", ""),
            without_photo=bool(request.form.get("without")),
            by=g.person.id,
            at=g.now,
        )
    except PictureRefused as refused:
        return {"photo": str(label(PictureFault(refused.details["reason"])))}
    except ArtisanNotReady as refused:
        return {field: str(ARTISAN[field, fault]) for field, fault in refused.details["faults"].items()}
    except CatalogRefusal as refused:
        return {"story": sentence_of(refused)}
    if made is None:
        flash(_("This is what buyers see already."), "good")
    else:
        flash(_("Sent to your district office. Buyers see the old page until they answer."), "good")
    return {}


@requires(Permission.LISTING_EDIT)
def take_back() -> Any:
    if take_back_portrait(g.session, workshop(), by=g.person.id, at=g.now):
        flash(_("Taken back. Everything stays as buyers read it."), "good")
    return redirect(url_for("workshop.page"), 303)
