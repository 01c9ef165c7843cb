"""Every address of the programs' face."""

from __future__ import annotations

from flask import Blueprint

from storefront.api import hooks

bp = Blueprint("api", __name__, url_prefix="/api/v1")

bp.add_url_rule("/hooks/stripe", "stripe", hooks.stripe, methods=["POST"])
