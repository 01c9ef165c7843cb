"""How Alembic meets the database: which tables it compares, at which address, with how much patience.

A caller in Python may hand over an address as `attributes["url"]` (tests and bin/ do); else config.py has it.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

# Each room's import makes its tables known to Base.metadata.
import catalog.models
import kit.events
import ledger.models
import malls.models
import orders.models
import payments.models
import people.models
import stock.models
import tax.models
from config import Config
from kit.db import Base

LOCK_TIMEOUT = "5s"  # a migration that cannot get its lock gives way to the shop and is tried again


def address() -> str:
    """Return the database's address."""
    return context.config.attributes.get("url") or Config.from_env().database_url


def migrate() -> None:
    """Run the migrations, each in a transaction of its own."""
    engine = create_engine(
        address(), poolclass=NullPool, connect_args={"options": f"-c lock_timeout={LOCK_TIMEOUT}"}
    )
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            compare_type=True,
            compare_server_default=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


def print_sql() -> None:
    """Write the SQL instead of running it (`alembic upgrade head --sql`)."""
    context.configure(url=address(), target_metadata=Base.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    print_sql()
else:
    migrate()
