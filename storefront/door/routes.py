"""Every address of the door."""

from __future__ import annotations

from flask import Blueprint

from storefront.door import api_keys, codes, invitations, leaving, staff

bp = Blueprint("door", __name__)

bp.add_url_rule("/sign-in", "sign_in", codes.sign_in, methods=["GET", "POST"])
bp.add_url_rule("/sign-in/code", "code", codes.code, methods=["GET", "POST"])
bp.add_url_rule("/sign-in/code/again", "again", codes.again, methods=["POST"])
bp.add_url_rule("/sign-in/name", "name", codes.name, methods=["GET", "POST"])

bp.add_url_rule("/staff/sign-in", "staff_sign_in", staff.sign_in, methods=["GET", "POST"])
bp.add_url_rule("/invitations/<token>", "invitation", invitations.show, methods=["GET", "POST"])

bp.add_url_rule("/sign-out", "sign_out", leaving.sign_out, methods=["POST"])
bp.add_url_rule("/language", "language", leaving.language, methods=["POST"])

bp.add_url_rule("/keys", "api_keys", api_keys.api_keys, methods=["GET", "POST"])
bp.add_url_rule("/keys/<int:api_key_id>/revocation", "revoke_api_key", api_keys.revoke, methods=["POST"])
