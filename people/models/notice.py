"""Letters to people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, Uid, choice
from people.rules import Channel


class Notice(Base):
    """One letter to one address, rendered when written and sent once."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_person_id_written_at", "person_id", "written_at"),)

    id: Mapped[Uid]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[Channel] = mapped_column(choice(Channel))
    to: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text)  # empty once sent, where it held a code or a link
    written_at: Mapped[datetime]
    sending_at: Mapped[datetime | None]  # somebody is handing it over since then
    sent_at: Mapped[datetime | None]
