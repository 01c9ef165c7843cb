"""States and districts, as the Local Government Directory counts them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Double, ForeignKey, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, IntId, choice
from people.rules.places import DistrictStatus, PointKind


class State(Base):
    """A State or Union Territory; its key is the two-digit GST code ("19" for West Bengal)."""

    __tablename__ = "states"
    __table_args__ = (
        CheckConstraint("code ~ '^[0-9]{2}$'", name="code_two_digits"),
        CheckConstraint("is_ut OR NOT is_ut_without_legislature", name="state_has_legislature"),
    )

    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    name_hi: Mapped[str] = mapped_column(Text)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    lgd_code: Mapped[int] = mapped_column(unique=True)
    iso: Mapped[str] = mapped_column(String(5), unique=True)
    is_ut: Mapped[bool]
    is_ut_without_legislature: Mapped[bool]  # UTGST is levied here in the place of SGST
    retired_at: Mapped[datetime | None]


class District(Base):
    """A district. Only `active` ones count towards the 784 and have a cell on the woven map."""

    __tablename__ = "districts"
    __table_args__ = (
        # Checked at the end of a load, so that a newer list may swap names, codes or cells between districts.
        UniqueConstraint("state_code", "name", deferrable=True, initially="DEFERRED"),
        UniqueConstraint("lgd_code", deferrable=True, initially="DEFERRED"),
        UniqueConstraint("map_column", "map_row", deferrable=True, initially="DEFERRED"),
        CheckConstraint("(map_column IS NULL) = (map_row IS NULL)", name="map_cell_whole"),
    )

    id: Mapped[IntId]
    state_code: Mapped[str] = mapped_column(ForeignKey("states.code"))
    name: Mapped[str] = mapped_column(Text)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    lgd_code: Mapped[int | None]
    status: Mapped[DistrictStatus] = mapped_column(choice(DistrictStatus))
    latitude: Mapped[float] = mapped_column(Double)
    longitude: Mapped[float] = mapped_column(Double)
    point_kind: Mapped[PointKind] = mapped_column(choice(PointKind))
    map_column: Mapped[int | None] = mapped_column(SmallInteger)
    map_row: Mapped[int | None] = mapped_column(SmallInteger)
    outline_name: Mapped[str | None] = mapped_column(Text)
    aliases: Mapped[list[str]] = mapped_column(ARRAY(Text))
    note: Mapped[str | None] = mapped_column(Text)
    retired_at: Mapped[datetime | None]
