"""What of a claim is heard, and how a maker's page would look: for the officers of the district."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g

from catalog.actions.portrait import portrait_at
from catalog.actions.voice import voices_at
from catalog.models import Listing, Verification, VoiceNote
from catalog.queries.desk import claimed_portrait, claimed_voice
from catalog.queries.pages import portrait_picture
from catalog.rules.portrait import PortraitStatus
from people.rules import Permission
from storefront.access import requires
from storefront.district_desk.own import claim_to_read
from storefront.media import PLAYED, private_sound
from storefront.words.tongues import SPOKEN


def shown_with(claim: Verification, listing: Listing | None) -> dict[str, Any]:
    """For the claim's page: the voice it is about or that goes with it, and the maker's page, new beside old."""
    voice = claimed_voice(g.session, claim)
    voices = [voice] if voice else voices_at(g.session, claim.artisan_id, listing.id) if listing else []
    portrait = claimed_portrait(g.session, claim)
    live = portrait_at(g.session, claim.artisan_id, PortraitStatus.LIVE) if portrait else None
    return {
        "voices": [each for each in voices if each.status in PLAYED],
        "languages": SPOKEN,
        "portrait": portrait,
        "portrait_pic": portrait_picture(portrait) if portrait else None,
        "live_pic": portrait_picture(live) if live else None,
    }


@requires(Permission.CLAIM_READ)
def hear(verification_id: int, voice_id: UUID) -> Any:
    """A voice of the claim's maker: found through the claim, kept by no cache."""
    claim = claim_to_read(verification_id)
    voice = g.session.get(VoiceNote, voice_id)
    return private_sound(voice if voice is not None and voice.artisan_id == claim.artisan_id else None)
