"""Whether we live and whether we can work: for load balancers, supervisors and the person on call."""

from __future__ import annotations

import time
from typing import Any

import structlog
from flask import Blueprint, current_app, g
from redis import Redis
from sqlalchemy import text

from kit.events import lag_s
from storefront.access import public

bp = Blueprint("health", __name__)
log = structlog.get_logger(__name__)

HEARTBEAT_KEY = "zila:heartbeat"
HEARTBEAT_AGE_MAX_S = 30.0
OUTBOX_LAG_MAX_S = 60.0


@bp.get("/healthz")
@public
def healthz() -> tuple[str, dict[str, str]]:
    return "alive\n", {"Content-Type": "text/plain", "Cache-Control": "no-store"}


@bp.get("/readyz")
@public
def readyz() -> tuple[dict[str, Any], int, dict[str, str]]:
    report: dict[str, Any] = {}
    report["database"] = _tried("database", _database)
    lag = (
        _tried("outbox", lambda: round(lag_s(g.session, at=g.now), 1))
        if report["database"] is True
        else False
    )
    age = _tried("redis", _heartbeat_age_s)
    report["redis"] = age is not False
    report["worker_heartbeat_age_s"] = None if age is False else age
    report["outbox_lag_s"] = None if lag is False else lag
    ready = (
        report["database"] is True
        and report["redis"]
        and isinstance(age, float)
        and age <= HEARTBEAT_AGE_MAX_S
        and isinstance(lag, float)
        and lag <= OUTBOX_LAG_MAX_S
    )
    report["ready"] = ready
    return report, 200 if ready else 503, {"Cache-Control": "no-store"}


def _database() -> bool:
    g.session.execute(text("SELECT 1"))
    return True


def _heartbeat_age_s() -> float | None:
    redis: Redis = current_app.extensions["redis"]
    beat = redis.get(HEARTBEAT_KEY)
    return None if beat is None else round(max(0.0, time.time() - float(beat)), 1)


def _tried(what: str, deed: Any) -> Any:
    try:
        return deed()
    except Exception as problem:
        log.warning("not_ready", what=what, problem=type(problem).__name__)
        g.session.rollback()
        return False
