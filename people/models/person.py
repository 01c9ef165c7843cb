"""People themselves: who they are, where things reach them, what they agreed to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, IntId, Uid, choice
from people.rules import AddressKind, ConsentPurpose


class Person(Base):
    """Somebody we know: a buyer or artisan by mobile number, one of the staff by e-mail."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("mobile IS NULL OR mobile ~ '^[+]91[0-9]{10}$'", name="mobile_e164"),
        CheckConstraint("email IS NULL OR email = lower(email)", name="email_lower"),
    )

    id: Mapped[Uid]
    name: Mapped[str] = mapped_column(Text, default="")
    mobile: Mapped[str | None] = mapped_column(Text, unique=True)
    email: Mapped[str | None] = mapped_column(Text, unique=True)
    language: Mapped[str] = mapped_column(Text, default="en")
    joined_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    @property
    def disabled(self) -> bool:
        """Whether the account is closed."""
        return self.disabled_at is not None


class Address(Base):
    """Where goods can be brought: an Indian address, landmark and all."""

    __tablename__ = "addresses"
    __table_args__ = (
        CheckConstraint("pin ~ '^[1-9][0-9]{5}$'", name="pin"),
        Index("ix_addresses_person_id", "person_id"),
    )

    id: Mapped[IntId]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(Text)
    mobile: Mapped[str] = mapped_column(Text)
    pin: Mapped[str] = mapped_column(Text)
    house: Mapped[str] = mapped_column(Text)
    street: Mapped[str] = mapped_column(Text, default="")
    landmark: Mapped[str] = mapped_column(Text, default="")
    city: Mapped[str] = mapped_column(Text, default="")
    district_id: Mapped[int | None] = mapped_column(ForeignKey("districts.id"))
    state_code: Mapped[str] = mapped_column(ForeignKey("states.code"))
    kind: Mapped[AddressKind] = mapped_column(choice(AddressKind), default=AddressKind.HOME)
    written_at: Mapped[datetime]

    def lines(self) -> list[str]:
        """The address as it stands on a parcel, without the State's name."""
        near = f"{self.landmark}" if self.landmark else ""
        parts = [self.name, self.house, self.street, near, f"{self.city} {self.pin}".strip()]
        return [part for part in parts if part]


class Consent(Base):
    """One agreement to one purpose. Given anew it is a new row; taken back it says when."""

    __tablename__ = "consents"
    __table_args__ = (
        Index(
            "uq_consents_live",
            "person_id",
            "purpose",
            unique=True,
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[IntId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    purpose: Mapped[ConsentPurpose] = mapped_column(choice(ConsentPurpose))
    text_version: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
