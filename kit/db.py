"""Rows: the declarative base, the column types of the house, and a transaction for tasks and commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Engine, Enum, Identity, MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, sessionmaker

from kit.ids import new_id
from kit.money import Money, MoneyColumn

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The root of every model."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        Money: MoneyColumn(),
        UUID: Uuid(),
        datetime: DateTime(timezone=True),
    }


IntId = Annotated[int, mapped_column(BigInteger, Identity(always=False), primary_key=True)]
Uid = Annotated[UUID, mapped_column(Uuid(), primary_key=True, default=new_id)]


def choice(kind: type[StrEnum], name: str = "") -> Enum:
    """A text column that holds one value of `kind`, with a CHECK that lists them.

    `name` names the CHECK where a table has two columns of the same kind.
    """
    return Enum(
        kind,
        name=name or kind.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=_values,
        validate_strings=True,
    )


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


_factory: sessionmaker[Session] = sessionmaker()
_after_commit: list[Callable[[Session], None]] = []


def bind(engine: Engine) -> None:
    """Say which database `transaction()` speaks to; called once at start-up by each process."""
    _factory.configure(bind=engine, expire_on_commit=False)


def after_commit(listener: Callable[[Session], None]) -> None:
    """Call `listener` with the session after each commit of `transaction()`; there is one, the last named."""
    _after_commit[:] = [listener]


@contextmanager
def transaction(**info: Any) -> Iterator[Session]:
    """A session that commits at the end and rolls back on any exception."""
    with _factory(info=info) as session:
        with session.begin():
            yield session
        for listener in _after_commit:
            listener(session)
