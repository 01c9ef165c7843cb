"""Clusters: one craft that several districts of a State live by, and every version of what was said of one."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from kit.db import Base, IntId


class Cluster(Base):
    """A cluster that a State officer named and the nation's officer accepted. Natural key: State and name."""

    __tablename__ = "clusters"
    __table_args__ = (
        UniqueConstraint("state_code", "name"),
        CheckConstraint("cardinality(district_ids) > 1", name="of_districts"),
        CheckConstraint("(retired_at IS NULL) = (retired_because = '')", name="retired_with_reason"),
        Index("ix_clusters_district_ids", "district_ids", postgresql_using="gin"),
    )

    id: Mapped[IntId]
    slug: Mapped[str] = mapped_column(Text, unique=True)
    state_code: Mapped[str] = mapped_column(ForeignKey("states.code"))
    name: Mapped[str] = mapped_column(Text)
    craft_id: Mapped[str] = mapped_column(ForeignKey("crafts.id"))
    district_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    story: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    source_date: Mapped[date]
    retired_at: Mapped[datetime | None]
    retired_because: Mapped[str] = mapped_column(Text)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nominations.id"))
    decided_at: Mapped[datetime]


class ClusterVersion(Base):
    """A cluster as the registry had it from a moment on. Written by a trigger, never changed."""

    __tablename__ = "cluster_versions"
    __table_args__ = (UniqueConstraint("cluster_id", "id"),)

    id: Mapped[IntId]
    cluster_id: Mapped[int] = mapped_column(BigInteger)
    valid_from: Mapped[datetime]
    state_code: Mapped[str] = mapped_column(ForeignKey("states.code"))
    name: Mapped[str] = mapped_column(Text)
    craft_id: Mapped[str] = mapped_column(ForeignKey("crafts.id"))
    district_ids: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    story: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    source_date: Mapped[date]
    retired_at: Mapped[datetime | None]
    retired_because: Mapped[str] = mapped_column(Text)
