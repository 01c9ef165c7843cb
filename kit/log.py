"""Structured logs: one JSON line each, with the request's id and without personal data."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog

PRIVATE = frozenset(
    {"mobile", "email", "name", "address", "phone", "to", "pan", "gstin", "code", "password", "token"}
)


def _hide_private(_: Any, __: str, line: dict[str, Any]) -> dict[str, Any]:
    for word in PRIVATE & line.keys():
        line[word] = "(hidden)"
    return line


def set_up(level: str = "INFO") -> None:
    """Send every log line of the process, ours and the libraries', to stderr as JSON."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _hide_private,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("flask-limiter").setLevel(logging.ERROR)  # it would write down who asked too often
