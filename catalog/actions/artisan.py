"""Deeds of makers: begin a workshop, say more about it, hand it to the district."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.actions.claims import open_claim
from catalog.errors import ArtisanFixed, ArtisanNotReady, ArtisanSuspended
from catalog.events import ArtisanRegistered, ArtisanSubmitted
from catalog.models import Artisan, Listing
from catalog.rules.artisan import FIXED_ONCE_VERIFIED, SHOWN, ArtisanKind, ArtisanStatus, artisan_faults
from catalog.rules.listing import slug_of
from catalog.rules.verification import SubjectKind
from kit.events import record
from kit.ids import ALPHABET, new_id
from people.models import District
from people.rules.places import DistrictStatus, clean_pin
from tax.rules import SellerKind, plain_number

LANGUAGES = frozenset({"en", "hi"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What a maker says of the workshop. Texts are trimmed, numbers brought into the form they are stored in."""

    kind: ArtisanKind
    name: str
    legal_name: str
    district_id: int
    address_line: str
    pin: str
    gst_kind: SellerKind
    gstin: str = ""
    enrolment_no: str = ""
    pan: str
    story: str = ""
    language: str = "en"

    def clean(self) -> Workshop:
        """The same, as it is stored."""
        enrolled = self.gst_kind is SellerKind.ENROLLED
        return Workshop(
            kind=self.kind,
            name=" ".join(self.name.split()),
            legal_name=" ".join((self.legal_name or self.name).split()),
            district_id=self.district_id,
            address_line=" ".join(self.address_line.split()),
            pin=clean_pin(self.pin) or self.pin.strip(),
            gst_kind=self.gst_kind,
            gstin="" if enrolled else plain_number(self.gstin),
            enrolment_no=plain_number(self.enrolment_no) if enrolled else "",
            pan=plain_number(self.pan),
            story=self.story.strip(),
            language=self.language if self.language in LANGUAGES else "en",
        )


def register_artisan(
    session: Session,
    workshop: Workshop,
    *,
    person_id: UUID,
    by: UUID | None = None,
    at: datetime,
    is_demo: bool = False,
) -> Artisan:
    """Begin a person's workshop, as a draft. Natural key: the person; doing it again edits the draft.

    `by` is whoever brings the maker in; none, or the person: they came by themselves.

    Raises ArtisanNotReady with a fault for each field that cannot be; nothing is written then.
    """
    told = workshop.clean()
    _refuse_faults(session, told, person_id)
    standing = session.scalars(
        select(Artisan).where(Artisan.person_id == person_id).with_for_update()
    ).first()
    if standing is not None:
        edit_artisan(session, standing, told, by=by or person_id, at=at)
        return standing
    artisan = Artisan(
        id=new_id(),
        person_id=person_id,
        slug=_free_slug(session, told.name),
        status=ArtisanStatus.DRAFT,
        verified_at=None,
        verified_by=None,
        joined_at=at,
        onboarded_by=by if by != person_id else None,
        is_demo=is_demo,
        **_values(told),
    )
    session.add(artisan)
    session.flush()  # the claim and the maker's grant point at it
    fact = ArtisanRegistered(artisan.id, person_id, artisan.district_id)
    record(session, fact, by=by or person_id, at=at)
    return artisan


def edit_artisan(session: Session, artisan: Artisan, workshop: Workshop, *, by: UUID, at: datetime) -> None:
    """Say anew what the workshop is. What was verified does not change by an edit.

    Raises ArtisanNotReady, ArtisanFixed (with the fields that would change), ArtisanSuspended.
    """
    if artisan.status is ArtisanStatus.SUSPENDED:
        raise ArtisanSuspended()
    told = workshop.clean()
    _refuse_faults(session, told, artisan.person_id)
    values = _values(told)
    if artisan.status in {ArtisanStatus.VERIFIED, ArtisanStatus.SUBMITTED}:
        fixed = FIXED_ONCE_VERIFIED + (SHOWN if artisan.status is ArtisanStatus.VERIFIED else ())
        moved = [name for name in fixed if values[name] != getattr(artisan, name)]
        if moved:
            raise ArtisanFixed(fields=moved)
    if told.district_id != artisan.district_id:
        _move_listings(session, artisan, told.district_id)
    for name, value in values.items():
        setattr(artisan, name, value)
    session.flush()


def _move_listings(session: Session, artisan: Artisan, district_id: int) -> None:
    """The drafts of a workshop follow it to another district; products of the old one are theirs no longer."""
    for listing in session.scalars(select(Listing).where(Listing.artisan_id == artisan.id)):
        listing.district_id, listing.district_product_id = district_id, None


def submit_artisan(session: Session, artisan: Artisan, *, by: UUID, at: datetime) -> None:
    """Hand the workshop to the officers of its district; a second press is quiet.

    Raises ArtisanNotReady, ArtisanSuspended.
    """
    if artisan.status is ArtisanStatus.SUSPENDED:
        raise ArtisanSuspended()
    if artisan.status in {ArtisanStatus.SUBMITTED, ArtisanStatus.VERIFIED}:
        return
    _refuse_faults(session, workshop_of(artisan), artisan.person_id)
    artisan.submit()
    claim = open_claim(session, SubjectKind.ARTISAN, artisan.id, artisan=artisan, at=at)
    record(session, ArtisanSubmitted(artisan.id, artisan.district_id, claim.id), by=by, at=at)


def workshop_of(artisan: Artisan) -> Workshop:
    """What the workshop says of itself now: what a form begins with."""
    return Workshop(**{field.name: getattr(artisan, field.name) for field in fields(Workshop)})


def faults_of(session: Session, workshop: Workshop, person_id: UUID) -> dict[str, str]:
    """What is wrong with a person's papers, field → fault; the same rule that guards the deeds.

    A GSTIN belongs to one workshop: another's is told as `taken`.
    """
    told = workshop.clean()
    district = session.get(District, told.district_id) if told.district_id else None
    lived_in = district is not None and district.status is not DistrictStatus.ABOLISHED
    faults = artisan_faults(
        name=told.name,
        legal_name=told.legal_name,
        address_line=told.address_line,
        pin=told.pin,
        story=told.story,
        state_code=district.state_code if district is not None and lived_in else None,
        gst_kind=told.gst_kind,
        gstin=told.gstin,
        enrolment_no=told.enrolment_no,
        pan=told.pan,
    )
    others = select(Artisan.id).where(Artisan.gstin == told.gstin, Artisan.person_id != person_id)
    if told.gstin and "gstin" not in faults and session.scalar(others) is not None:
        faults["gstin"] = "taken"
    return faults


def _refuse_faults(session: Session, told: Workshop, person_id: UUID) -> None:
    if faults := faults_of(session, told, person_id):
        raise ArtisanNotReady(faults=faults)


def _values(told: Workshop) -> dict[str, object]:
    return {field.name: getattr(told, field.name) for field in fields(Workshop)}


def _free_slug(session: Session, name: str) -> str:
    slug = slug_of(name)
    taken = session.scalar(select(Artisan.id).where(Artisan.slug == slug))
    return slug if taken is None else f"{slug}-{suffix()}"


def suffix() -> str:
    """Four letters and digits that make a taken slug free, drawn from the random end of a fresh id."""
    size, number = len(ALPHABET), new_id().int
    return "".join(ALPHABET[number // size**place % size] for place in range(4)).lower()
