"""The day that an address asks for: `?as_of=2026-11-21` shows the registry as it was at the end of that Indian day."""

from __future__ import annotations

from datetime import date

from flask import abort, g, request

from kit.clock import business_day


def as_of() -> date | None:
    """The day the address asks for; none for today. 404 for what is no day, or is yet to come."""
    told = request.args.get("as_of", "")
    if not told:
        return None
    try:
        day = date.fromisoformat(told)
    except ValueError:
        abort(404)
    return day if day <= business_day(g.now) else abort(404)
