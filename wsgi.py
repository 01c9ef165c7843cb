"""The web process: `gunicorn wsgi:app`."""

from __future__ import annotations

from config import Config
from kit import log
from storefront.app import create_app
from worker import wire

log.set_up()
config = Config.from_env()
app = create_app(config)
wire(app, config)
