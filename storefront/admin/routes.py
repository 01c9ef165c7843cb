"""Every address of the admin's desk."""

from __future__ import annotations

from flask import Blueprint

from storefront.admin import invitations, outbox, payments, people, registry, trail

bp = Blueprint("admin", __name__, url_prefix="/admin")

bp.add_url_rule("/", "people", people.index)
bp.add_url_rule("/people/<uuid:person_id>", "person", people.show)
bp.add_url_rule("/people/<uuid:person_id>/closing", "close", people.close, methods=["POST"])
bp.add_url_rule("/people/<uuid:person_id>/opening", "reopen", people.reopen, methods=["POST"])
bp.add_url_rule("/people/<uuid:person_id>/sign-out", "sign_out", people.sign_out, methods=["POST"])
bp.add_url_rule(
    "/people/<uuid:person_id>/grants/<int:grant_id>/revocation", "revoke", people.revoke, methods=["POST"]
)

bp.add_url_rule("/invitations", "invitations", invitations.index, methods=["GET", "POST"])

bp.add_url_rule("/outbox", "outbox", outbox.index)
bp.add_url_rule("/outbox/<int:message_id>/resending", "resend", outbox.send_again, methods=["POST"])

bp.add_url_rule("/payments", "payments", payments.index)
bp.add_url_rule("/registry", "registry", registry.index)
bp.add_url_rule(
    "/registry/nominations/<int:nomination_id>/acceptance",
    "accept_nomination",
    registry.accept,
    methods=["POST"],
)
bp.add_url_rule(
    "/registry/nominations/<int:nomination_id>/return",
    "return_nomination",
    registry.send_back,
    methods=["POST"],
)
bp.add_url_rule(
    "/registry/products/<int:product_id>/retirement", "retire_product", registry.retire, methods=["POST"]
)
bp.add_url_rule(
    "/registry/clusters/<int:cluster_id>/retirement",
    "retire_cluster",
    registry.retire_a_cluster,
    methods=["POST"],
)

bp.add_url_rule("/trail", "trail", trail.index)


@bp.context_processor
def desk() -> dict[str, object]:
    """The tabs that the person at hand may open."""
    return {"desk_tabs": people.tabs()}
