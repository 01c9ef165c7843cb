"""`make shell`: a Python prompt with the settings, a session and every model at hand; nothing commits unasked."""

from __future__ import annotations

import code
from importlib import import_module

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

import kit.clock
import kit.db
from config import Config

ROOMS = ("people", "tax", "catalog", "ledger", "stock", "payments", "orders", "malls")


def main() -> None:
    """Open the prompt."""
    config = Config.from_env()
    engine = create_engine(config.database_url)
    kit.db.bind(engine)
    rooms = {room: import_module(room) for room in ROOMS}
    for room in ROOMS:
        for part in ("models", "queries", "actions"):
            import_module(f"{room}.{part}")
    models = {mapper.class_.__name__: mapper.class_ for mapper in kit.db.Base.registry.mappers}
    with Session(engine) as session:
        at_hand = {**rooms, **models, "config": config, "session": session, "now": kit.clock.now}
        print("session, config, now() and the models:", ", ".join(sorted(models)))
        print("Nothing is kept without session.commit().")
        code.interact(banner="", local=at_hand, exitmsg="")
    engine.dispose()


if __name__ == "__main__":
    main()
