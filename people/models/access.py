"""How people come in and what they may do: credentials, codes, sign-ins, grants, invitations."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kit.db import Base, IntId, choice
from people.models.person import Person
from people.rules import CodePurpose, Role, ScopeKind


class Credential(Base):
    """A staff member's password (argon2id) and time-based secret (sealed)."""

    __tablename__ = "credentials"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    password_hash: Mapped[str] = mapped_column(Text)
    totp_secret: Mapped[str] = mapped_column(Text)  # sealed by kit.keys, bound to this person
    totp_last_counter: Mapped[int | None] = mapped_column(BigInteger)
    set_at: Mapped[datetime]


class SignInCode(Base):
    """Six digits sent by SMS, kept only as a keyed digest, good for one browser, one purpose and one use."""

    __tablename__ = "sign_in_codes"
    __table_args__ = (Index("ix_sign_in_codes_mobile_sent_at", "mobile", "sent_at"),)

    id: Mapped[IntId]
    mobile: Mapped[str] = mapped_column(Text)
    purpose: Mapped[CodePurpose] = mapped_column(choice(CodePurpose))
    browser: Mapped[str] = mapped_column(Text)  # digest of the browser's own id
    digest: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]


class SignIn(Base):
    """One browser in which somebody is signed in; the cookie holds the token, we hold its digest."""

    __tablename__ = "sign_ins"
    __table_args__ = (Index("ix_sign_ins_person_id", "person_id"),)

    id: Mapped[IntId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    token_digest: Mapped[str] = mapped_column(Text, unique=True)
    browser: Mapped[str] = mapped_column(Text, default="")
    staff: Mapped[bool]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="raise")


class SignInFailure(Base):
    """One wrong try at the staff door, kept a while to slow down guessing. Names no account in clear."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (Index("ix_sign_in_failures_account_at", "account", "at"),)

    id: Mapped[IntId]
    account: Mapped[str] = mapped_column(Text)  # keyed digest of the e-mail, known to us or not
    browser: Mapped[str] = mapped_column(Text)  # the browser's digest when it is the owner's, else empty
    at: Mapped[datetime]


class Grant(Base):
    """A role of one person in one place, for a time."""

    __tablename__ = "grants"
    __table_args__ = (
        Index("ix_grants_scope", "scope_kind", "scope_id"),
        Index(
            "uq_grants_live",
            "person_id",
            "role",
            "scope_kind",
            "scope_id",
            unique=True,
            postgresql_where=text("revoked_at IS NULL"),
        ),
        CheckConstraint("(scope_kind = 'nation') = (scope_id = '')", name="scope_named"),
    )

    id: Mapped[IntId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    role: Mapped[Role] = mapped_column(choice(Role))
    scope_kind: Mapped[ScopeKind] = mapped_column(choice(ScopeKind))
    scope_id: Mapped[str] = mapped_column(Text)
    granted_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    granted_at: Mapped[datetime]
    until: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Invitation(Base):
    """A link that lets one e-mail address join the staff in one role and place."""

    __tablename__ = "invitations"
    __table_args__ = (Index("ix_invitations_email", "email"),)

    id: Mapped[IntId]
    token_digest: Mapped[str] = mapped_column(Text, unique=True)
    email: Mapped[str] = mapped_column(Text)
    role: Mapped[Role] = mapped_column(choice(Role))
    scope_kind: Mapped[ScopeKind] = mapped_column(choice(ScopeKind))
    scope_id: Mapped[str] = mapped_column(Text)
    invited_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class ApiKey(Base):
    """A key with which a person's program comes; of the key itself only a digest and its first letters are kept."""

    __tablename__ = "api_keys"
    __table_args__ = (
        CheckConstraint("name <> ''", name="named"),
        Index("ix_api_keys_person_id", "person_id"),
    )

    id: Mapped[IntId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(Text)
    secret_digest: Mapped[str] = mapped_column(Text, unique=True)
    shown: Mapped[str] = mapped_column(Text)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))  # rules.ApiScope values
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(lazy="raise")
