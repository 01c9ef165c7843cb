"""Letters of catalog: whom to tell what, per event. The words are in templates/notices/."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import (
    Appeal,
    Artisan,
    ClaimAsk,
    Cluster,
    DistrictProduct,
    Listing,
    Mark,
    Nomination,
    Verification,
)
from catalog.queries.desk import claimed_listing
from catalog.rules.nomination import NominationStatus
from catalog.rules.verification import SubjectKind
from people.actions import write_notice
from people.models import District, Person, State
from people.queries import holders
from people.rules import Role, ScopeKind


def claim_waits(session: Session, verification_id: int, *, at: datetime) -> None:
    """Tell every officer of the claim's district, and those of its State, once each."""
    claim = session.get_one(Verification, verification_id)
    district = session.get_one(District, claim.district_id)
    context = {
        "claim_id": claim.id,
        "subject": _subject(session, claim, "en"),
        "maker": session.get_one(Artisan, claim.artisan_id).name,
        "district": district.name,
    }
    of_district = holders(session, Role.DISTRICT_OFFICER, ScopeKind.DISTRICT, str(district.id), at)
    of_state = holders(session, Role.STATE_OFFICER, ScopeKind.STATE, district.state_code, at)
    for officer in {each.id: each for each in (*of_district, *of_state)}.values():
        write_notice(session, "claim_waits", to_person=officer, context=context, at=at)


def origin_verified(session: Session, verification_id: int, *, at: datetime) -> None:
    """Tell the maker of a verified claim."""
    _tell_maker(session, session.get_one(Verification, verification_id), "origin_verified", at=at)


def returned_for_changes(session: Session, verification_id: int, *, at: datetime) -> None:
    """Tell the maker of a returned claim, with the reasons."""
    _tell_maker(session, session.get_one(Verification, verification_id), "returned_for_changes", at=at)


def claim_asked(session: Session, ask_id: int, *, at: datetime) -> None:
    """Ask the maker for the one thing, in their own language."""
    ask = session.get_one(ClaimAsk, ask_id)
    claim = session.get_one(Verification, ask.verification_id)
    maker = session.get_one(Person, session.get_one(Artisan, claim.artisan_id).person_id)
    context = {"kind": ask.kind, "claim_id": claim.id}
    write_notice(session, "claim_asked", to_person=maker, context=context, at=at)


def claim_answered(session: Session, ask_id: int, *, at: datetime) -> None:
    """Tell the officer who asked that the maker has answered; nobody, when the account is closed."""
    ask = session.get_one(ClaimAsk, ask_id)
    claim = session.get_one(Verification, ask.verification_id)
    officer = session.get_one(Person, ask.asked_by)
    if officer.disabled:
        return
    context = {
        "claim_id": claim.id,
        "kind": ask.kind,
        "subject": _subject(session, claim, officer.language),
        "maker": session.get_one(Artisan, claim.artisan_id).name,
    }
    write_notice(session, "claim_answered", to_person=officer, context=context, at=at)


def claim_rejected(session: Session, verification_id: int, *, at: datetime) -> None:
    """Tell the maker of a refusal, with the reason and the way to the State officer."""
    _tell_maker(session, session.get_one(Verification, verification_id), "claim_rejected", at=at)


def appeal_waits(session: Session, appeal_id: int, *, at: datetime) -> None:
    """Tell the officers of the State that an appeal waits."""
    made = session.get_one(Appeal, appeal_id)
    claim = session.get_one(Verification, made.verification_id)
    context = {
        "appeal_id": made.id,
        "subject": _subject(session, claim, "en"),
        "maker": session.get_one(Artisan, claim.artisan_id).name,
    }
    for officer in holders(session, Role.STATE_OFFICER, ScopeKind.STATE, made.state_code, at):
        write_notice(session, "appeal_waits", to_person=officer, context=context, at=at)


def appeal_decided(session: Session, appeal_id: int, *, at: datetime) -> None:
    """Tell the maker what the State officer decided."""
    made = session.get_one(Appeal, appeal_id)
    claim = session.get_one(Verification, made.verification_id)
    maker = session.get_one(Person, session.get_one(Artisan, claim.artisan_id).person_id)
    context = {"allowed": bool(made.allowed), "claim_id": claim.id}
    write_notice(session, "appeal_decided", to_person=maker, context=context, at=at)


def nomination_waits(session: Session, nomination_id: int, *, at: datetime) -> None:
    """Tell the nation's officers that a nomination waits for them."""
    named = session.get_one(Nomination, nomination_id)
    rows = select(District.name).where(District.id.in_(named.district_ids)).order_by(District.name)
    context = {
        "name": named.name,
        "state": session.get_one(State, named.state_code).name,
        "districts": ", ".join(session.scalars(rows)),
    }
    for officer in holders(session, Role.NATIONAL_OFFICER, ScopeKind.NATION, "", at):
        write_notice(session, "nomination_waits", to_person=officer, context=context, at=at)


def nomination_decided(session: Session, nomination_id: int, *, at: datetime) -> None:
    """Tell the State's officer who nominated what the national office decided, with its reason."""
    named = session.get_one(Nomination, nomination_id)
    accepted = named.status is NominationStatus.ACCEPTED
    context = {"name": named.name, "accepted": accepted, "reason": named.reason}
    officer = session.get_one(Person, named.nominated_by)
    write_notice(session, "nomination_decided", to_person=officer, context=context, at=at)


def product_retired(session: Session, product_id: int, *, at: datetime) -> None:
    """Tell the officers of the State that a product of theirs is in the registry no longer."""
    row = session.get_one(DistrictProduct, product_id)
    district = session.get_one(District, row.district_id)
    context = {
        "name": f"{row.name}, {district.name}",
        "reason": row.source_note.rpartition("; retired: ")[2],
        "path": f"/products/{row.id}",
    }
    _tell_state(session, district.state_code, context, at)


def cluster_retired(session: Session, cluster_id: int, *, at: datetime) -> None:
    """Tell the officers of the State that a cluster of theirs is in the registry no longer."""
    row = session.get_one(Cluster, cluster_id)
    context = {"name": row.name, "reason": row.retired_because, "path": f"/clusters/{row.slug}"}
    _tell_state(session, row.state_code, context, at)


def _tell_state(session: Session, state_code: str, context: dict[str, str], at: datetime) -> None:
    for officer in holders(session, Role.STATE_OFFICER, ScopeKind.STATE, state_code, at):
        write_notice(session, "registry_retired", to_person=officer, context=context, at=at)


def listing_published(session: Session, listing_id: UUID, *, at: datetime) -> None:
    """Tell the maker of a listing on sale."""
    listing = session.get_one(Listing, listing_id)
    maker = session.get_one(Person, listing.artisan.person_id)
    context = {"title": _title(listing, maker.language), "slug": listing.slug}
    write_notice(session, "listing_published", to_person=maker, context=context, at=at)


def _tell_maker(session: Session, claim: Verification, kind: str, *, at: datetime) -> None:
    maker = session.get_one(Person, session.get_one(Artisan, claim.artisan_id).person_id)
    listing = claimed_listing(session, claim)
    context = {
        "subject": _subject(session, claim, maker.language),
        "slug": listing.slug if listing else "",
        "is_mark": claim.subject_kind is SubjectKind.MARK,
        "is_page": claim.subject_kind is SubjectKind.PAGE,
        "is_voice": claim.subject_kind is SubjectKind.VOICE,
        "is_change": claim.subject_kind is SubjectKind.CHANGE,
        "reasons": claim.reasons,
        "claim_id": claim.id,
    }
    write_notice(session, kind, to_person=maker, context=context, at=at)


def _subject(session: Session, claim: Verification, language: str) -> str:
    if claim.subject_kind is SubjectKind.ARTISAN:
        return session.get_one(Artisan, claim.artisan_id).name
    if claim.subject_kind in {SubjectKind.PAGE, SubjectKind.VOICE}:
        listing = claimed_listing(session, claim)
        return _title(listing, language) if listing else session.get_one(Artisan, claim.artisan_id).name
    if claim.subject_kind is SubjectKind.MARK:
        return session.get_one(Mark, claim.subject_id).number
    listing = claimed_listing(session, claim)
    return _title(listing, language) if listing else ""


def _title(listing: Listing, language: str) -> str:
    words = listing.words_in(language)
    return words.title if words else ""
