"""Deeds of proposals: what was verified changes only after an officer looked; until then the old words stay live."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.actions.asks import close_asks
from catalog.actions.claims import claim_on, open_claim
from catalog.actions.sale import rates_known
from catalog.actions.words import index_words
from catalog.errors import ChangeUnfit, ChangeUnproven, ListingFieldsWrong, ListingNotReady, ProposalMoved
from catalog.events import ChangeProposed, ChangeTakenBack, ListingChanged, ProposalEdited
from catalog.models import Craft, Listing, ListingDetails, ListingText, Proposal, Verification
from catalog.queries.details import told_of
from catalog.queries.marks import words_unproven
from catalog.queries.proposals import live_words, open_change
from catalog.queries.registry import tariff_line
from catalog.rules.details import DETAILS
from catalog.rules.listing import STORY_MIN, TITLE_MIN, ListingStatus, proof_faults
from catalog.rules.photo import PhotoStatus
from catalog.rules.proposal import (
    EDITS_MAX,
    FLAGGED,
    PHOTOS,
    PROPOSAL_STEPS,
    TOLD,
    ProposalStatus,
    field_of,
    together,
)
from catalog.rules.registry import Proof, gates
from catalog.rules.verification import SubjectKind, VerificationStatus
from kit.clock import business_day
from kit.events import record
from kit.ids import new_id
from kit.steps import advance


def propose(
    session: Session, listing: Listing, said: Mapping[str, Any], *, by: UUID, at: datetime
) -> Proposal | None:
    """Put before the district what shall be said of a listing on sale (keys of `rules.proposal`).

    A change that waits already takes the further edit in; one that comes back to how it stands is taken back, and then
    there is none. Pictures that wait go with it, whatever `said` is. Twice is once. Raises ListingFieldsWrong,
    ListingNotReady (goods of the new craft lack something).
    """
    waiting = waiting_on(session, listing.id)
    live = live_words(session, listing)
    pictures = {PHOTOS: sorted(photo.id for photo in listing.photos if photo.waits)}
    wanted = together(live, waiting.said if waiting else {}, {**said, **pictures})
    if not wanted:
        if waiting is not None:
            take_back_change(session, listing, by=by, at=at)
        return None
    if waiting is not None and waiting.said == wanted:
        return waiting
    _refuse_unfit(session, listing, live, wanted, at=at)
    if waiting is None:
        return _put_before_district(session, listing, wanted, by=by, at=at)
    waiting.said, waiting.version = wanted, min(waiting.version + 1, EDITS_MAX)
    session.flush()
    record(session, ProposalEdited(waiting.id, listing.id), by=by, at=at)
    return waiting


def _put_before_district(
    session: Session, listing: Listing, wanted: dict[str, Any], *, by: UUID, at: datetime
) -> Proposal:
    made = Proposal(
        id=new_id(),
        listing_id=listing.id,
        status=ProposalStatus.WAITING,
        version=1,
        said=wanted,
        was={},
        made_at=at,
        made_by=by,
        ended_at=None,
    )
    session.add(made)
    session.flush()
    claim = open_claim(session, SubjectKind.CHANGE, made.id, artisan=listing.artisan, at=at)
    fact = ChangeProposed(made.id, listing.id, listing.artisan_id, listing.district_id, claim.id)
    record(session, fact, by=by, at=at)
    return made


def waiting_on(session: Session, listing_id: UUID) -> Proposal | None:
    """The change of a listing that waits, locked; None when there is none."""
    wanted = select(Proposal).where(
        Proposal.listing_id == listing_id, Proposal.status == ProposalStatus.WAITING
    )
    return session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).one_or_none()


def take_back_change(session: Session, listing: Listing, *, by: UUID, at: datetime) -> bool:
    """Leave the listing as it is: what waits is taken back, what came back is laid aside. False when there is none."""
    change = waiting_on(session, listing.id) or open_change(session, listing.id)
    if change is None:
        return False
    change.end(ProposalStatus.TAKEN_BACK, at)
    claim = claim_on(session, SubjectKind.CHANGE, change.id)
    if claim is not None:
        claim.decide(VerificationStatus.TAKEN_BACK, by, at)
        close_asks(session, claim, at)
    session.flush()
    record(session, ChangeTakenBack(change.id, listing.id), by=by, at=at)
    return True


def put_live(session: Session, claim: Verification, *, seen: int | None, by: UUID, at: datetime) -> None:
    """An officer has looked: buyers read the new words now, and find the piece by them.

    `seen` is the version the officer read; None where nobody could have edited between. Raises ProposalMoved,
    ChangeUnproven (a word of the new title lacks its verified mark), ChangeUnfit.
    """
    listing_id = session.get_one(Proposal, claim.subject_id).listing_id
    listing = session.get_one(
        Listing, listing_id, with_for_update=True, populate_existing=True
    )  # as makers do: first
    proposal = session.get_one(Proposal, claim.subject_id, with_for_update=True, populate_existing=True)
    if seen is not None and seen != proposal.version:
        raise ProposalMoved()
    live = live_words(session, listing)
    if _lacking(session, listing, live | proposal.said, at=at):
        raise ChangeUnfit()
    if _unproven(session, listing, proposal.said, at=at, verified=True):
        raise ChangeUnproven()
    proposal.was = {key: live.get(key) for key in proposal.said}
    proposal.end(ProposalStatus.LIVE, at)
    _write(session, listing, proposal.said)
    session.flush()
    if listing.status is ListingStatus.PUBLISHED:
        index_words(session, listing.id)
    record(session, ListingChanged(listing.id, listing.artisan_id, proposal.id), by=by, at=at)


def return_change(session: Session, claim: Verification, *, at: datetime) -> None:
    """The change goes back to its maker; buyers go on reading the old words."""
    proposal = session.get_one(Proposal, claim.subject_id, with_for_update=True)
    proposal.end(ProposalStatus.RETURNED, at)


def reopen_change(session: Session, proposal_id: UUID) -> Proposal | None:
    """An appeal was allowed: the change waits again; None when the maker has another in hand, or none."""
    proposal = session.get_one(Proposal, proposal_id, with_for_update=True)
    if proposal.status is not ProposalStatus.RETURNED or waiting_on(session, proposal.listing_id) is not None:
        return None
    advance(proposal, ProposalStatus.WAITING, PROPOSAL_STEPS)
    proposal.ended_at = None
    session.flush()
    return proposal


def _write(session: Session, listing: Listing, said: Mapping[str, Any]) -> None:
    for key, value in said.items():
        field, locale = field_of(key)
        if field == PHOTOS:
            for photo in listing.photos:
                seen = photo.id in value and photo.status is not PhotoStatus.UPLOADED
                photo.waits = photo.waits and not seen
        elif locale:
            _text_in(listing, locale, field, value)
        elif field in TOLD:
            _details(session, listing, field, value)
        else:
            setattr(listing, field, value)


def _text_in(listing: Listing, locale: str, field: str, value: str) -> None:
    text = listing.texts.get(locale)
    if text is None:
        text = listing.texts[locale] = ListingText(locale=locale, title="", story="", care="")
    setattr(text, field, value)


def _details(session: Session, listing: Listing, field: str, value: str) -> None:
    details = session.get(ListingDetails, listing.id)
    if details is None:
        details = ListingDetails(listing_id=listing.id, **dict.fromkeys(DETAILS, ""))
        session.add(details)
    setattr(details, field, value)


def _unproven(
    session: Session, listing: Listing, said: Mapping[str, Any], *, at: datetime, verified: bool
) -> list[str]:
    """The fields of a change that hold a word for which no mark stands (or is claimed, where not `verified`)."""
    fields = {key: field_of(key)[0] for key in said}
    return [
        fields[key]
        for key, value in said.items()
        if fields[key] in FLAGGED
        and words_unproven(session, listing, on=business_day(at), verified=verified, said=[value])
    ]


def _refuse_unfit(
    session: Session, listing: Listing, live: Mapping[str, Any], wanted: Mapping[str, Any], *, at: datetime
) -> None:
    faults: dict[str, str] = {}
    for key, value in wanted.items():
        field, locale = field_of(key)
        main = locale == "en" or len(listing.texts) < 2
        if field == "title" and len(value) < TITLE_MIN:
            faults["title"] = "short"
        if field == "story" and len(value) < STORY_MIN and (value or main):
            faults["story"] = "short"
    for field in _unproven(session, listing, wanted, at=at, verified=False):
        faults.setdefault(field, "unproven")
    if faults:
        raise ListingFieldsWrong(faults=faults)
    if lacking := _lacking(session, listing, {**live, **wanted}, at=at):
        raise ListingNotReady(gaps=lacking)


def _lacking(session: Session, listing: Listing, said: Mapping[str, Any], *, at: datetime) -> list[str]:
    """What goods of the craft in `said` lack to be sold, in the order the form asks."""
    craft = session.get(Craft, said["craft_id"])
    line = tariff_line(session, said["craft_id"], said["craft_variant_id"])
    if craft is None or line is None:
        return ["craft"]
    told = told_of(session, listing.id)
    active = sum(variant.active for variant in listing.variants)
    checks = {
        "rate": rates_known(session, line, listing, at=at),
        "proofs": not proof_faults(gates(craft.proofs), said["proofs"]),
        "pack": not line.prepacked or len(told.packs) == active,
        "best_before": Proof.FSSAI not in craft.proofs or told.best_before_days is not None,
    }
    return [name for name, met in checks.items() if not met]
