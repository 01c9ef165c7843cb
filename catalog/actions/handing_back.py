"""What a claim was about goes back to its maker, returned or refused."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from catalog.actions.marks import return_mark
from catalog.actions.portrait import return_portrait
from catalog.actions.proposals import return_change
from catalog.actions.voice import return_voice
from catalog.models import Artisan, Listing, Verification
from catalog.rules.artisan import ARTISAN_STEPS, ArtisanStatus
from catalog.rules.listing import LISTING_STEPS, ListingStatus
from catalog.rules.verification import SubjectKind
from kit.steps import advance


def hand_back(session: Session, claim: Verification, artisan: Artisan, *, at: datetime) -> None:
    """Step what the claim is about back to where its maker can mend it. Raises ImpossibleStep."""
    match claim.subject_kind:
        case SubjectKind.LISTING:
            advance(session.get_one(Listing, claim.subject_id), ListingStatus.RETURNED, LISTING_STEPS)
        case SubjectKind.MARK:
            return_mark(session, claim)
        case SubjectKind.CHANGE:
            return_change(session, claim, at=at)
        case SubjectKind.VOICE:
            return_voice(session, claim)
        case SubjectKind.PAGE:
            return_portrait(session, claim)
        case SubjectKind.ARTISAN:
            if artisan.status is ArtisanStatus.SUBMITTED:
                advance(artisan, ArtisanStatus.RETURNED, ARTISAN_STEPS)
