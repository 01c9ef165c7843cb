"""The maker's own voice: about a piece, or about the workshop. Buyers hear it when an officer has heard it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from catalog.actions.voice import add_voice, take_off_voice, voices_at
from catalog.errors import CatalogRefusal, VoiceRefused
from catalog.models import Listing, VoiceNote
from catalog.queries import last_verification
from catalog.rules.verification import SubjectKind, VerificationStatus
from catalog.rules.voice import FILE_MAX_BYTES, SECONDS_MAX, VoiceFault, VoiceStatus
from people.rules import Permission
from storefront.access import requires
from storefront.media import PLAYED, private_sound
from storefront.words import label
from storefront.words import refusal as sentence_of
from storefront.words.tongues import SPOKEN, reading
from storefront.workshop.own import listing as own_listing
from storefront.workshop.own import workshop
from storefront.workshop.uploads import sent_in_pieces


@requires(Permission.LISTING_EDIT)
def of_listing(slug: str) -> Any:
    return _screen(own_listing(slug, lock=request.method == "POST"))


@requires(Permission.LISTING_EDIT)
def of_workshop() -> Any:
    return _screen(None)


def _screen(listing: Listing | None) -> Any:
    fault = _taken(listing) if request.method == "POST" else ""
    if request.method == "POST" and not fault:
        flash(_("Your voice is here. The district office hears it before buyers do."), "good")
        return _again(listing)
    voices = voices_at(g.session, workshop().id, listing.id if listing else None)
    page = render_template(
        "workshop/voice.html",
        listing=listing,
        voices=[(voice, _reasons(voice)) for voice in voices],
        played=PLAYED,
        waiting=any(voice.status is VoiceStatus.UPLOADED for voice in voices),
        fault=fault,
        languages=SPOKEN,
        language=request.form.get("language", reading()),
        seconds_max=SECONDS_MAX,
    )
    return page, 422 if fault else 200


def _taken(listing: Listing | None) -> str:
    """Take the recording that was sent; what is wrong with it, in words, or nothing."""
    language = request.form.get("language", "")
    files = [file for name in ("taken", "chosen") for file in request.files.getlist(name) if file.filename]
    try:
        contents = [files[0].stream.read(FILE_MAX_BYTES + 1)] if files else sent_in_pieces("upload-voice")
        if not contents:
            return _("Record your voice or choose a recording first.")
        add_voice(
            g.session,
            workshop(),
            listing,
            contents[-1],
            language=language if language in SPOKEN else reading(),
            by=g.person.id,
            at=g.now,
        )
    except VoiceRefused as refused:
        return str(label(VoiceFault(refused.details["reason"])))
    except CatalogRefusal as refused:
        return sentence_of(refused)
    return ""


def _reasons(voice: VoiceNote) -> list[str]:
    """Why an officer sent it back, in their words."""
    if voice.status is not VoiceStatus.RETURNED:
        return []
    claim = last_verification(g.session, SubjectKind.VOICE, voice.id)
    sent_back = {VerificationStatus.RETURNED, VerificationStatus.REJECTED}
    return claim.reasons if claim is not None and claim.status in sent_back else []


def _own(voice_id: UUID, *, lock: bool = False) -> VoiceNote:
    """One's own voice; another maker's is a 404."""
    voice = g.session.get(VoiceNote, voice_id, with_for_update=lock or None, populate_existing=lock)
    mine = voice is not None and voice.artisan_id == workshop().id and voice.status is not VoiceStatus.REMOVED
    return voice if mine else abort(404)


@requires(Permission.LISTING_EDIT)
def play(voice_id: UUID) -> Any:
    return private_sound(_own(voice_id))


@requires(Permission.LISTING_EDIT)
def take_off(voice_id: UUID) -> Any:
    voice = _own(voice_id, lock=True)
    listing = g.session.get(Listing, voice.listing_id) if voice.listing_id else None
    take_off_voice(g.session, voice, by=g.person.id, at=g.now)
    flash(_("Taken off. Nobody hears it any more."), "good")
    return _again(listing)


def _again(listing: Listing | None) -> Any:
    to = url_for("workshop.voice", slug=listing.slug) if listing else url_for("workshop.page_voice")
    return redirect(to, 303)
