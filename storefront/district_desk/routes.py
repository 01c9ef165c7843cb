"""The district desk's contents page: one line for each address."""

from __future__ import annotations

from flask import Blueprint

from storefront.district_desk import (
    appeals,
    complaints,
    facilitators,
    facilities,
    helping,
    others,
    overview,
    questions,
    queue,
    registry,
    verifications,
    visits,
    voices,
    words,
)

bp = Blueprint("district_desk", __name__, url_prefix="/district")

bp.add_url_rule("/", "queue", queue.queue)
bp.add_url_rule("/other-crafts", "other_crafts", others.other_crafts)
bp.add_url_rule("/overview", "overview", overview.overview)
bp.add_url_rule("/claims/<int:verification_id>", "claim", verifications.show)
bp.add_url_rule("/claims/<int:verification_id>/review", "take_up", verifications.take_up, methods=["POST"])
bp.add_url_rule("/claims/<int:verification_id>/approval", "approve", verifications.approve, methods=["POST"])
bp.add_url_rule(
    "/claims/<int:verification_id>/return", "send_back", verifications.send_back, methods=["POST"]
)

bp.add_url_rule("/support", "support", facilities.index)
bp.add_url_rule("/support/new", "new_support", facilities.enter, methods=["GET", "POST"])
bp.add_url_rule("/support/<int:facility_id>", "change_support", facilities.change, methods=["GET", "POST"])
bp.add_url_rule("/support/<int:facility_id>/closing", "close_support", facilities.close, methods=["POST"])

bp.add_url_rule("/words", "words", words.words)
bp.add_url_rule("/words", "make_synonym", words.make, methods=["POST"])
bp.add_url_rule("/words/<int:synonym_id>/removal", "take_back_synonym", words.take_back, methods=["POST"])
bp.add_url_rule("/claims/<int:verification_id>/ask", "ask", verifications.ask, methods=["POST"])
bp.add_url_rule("/claims/<int:verification_id>/refusal", "reject", verifications.reject, methods=["POST"])
bp.add_url_rule("/claims/<int:verification_id>/photos/<int:photo_id>", "claim_photo", verifications.photo)
bp.add_url_rule("/claims/<int:verification_id>/voices/<uuid:voice_id>", "claim_voice", voices.hear)
bp.add_url_rule("/claims/<int:verification_id>/papers/<int:paper_id>", "claim_paper", verifications.paper)
bp.add_url_rule("/claims/<int:verification_id>/visits", "note_visit", visits.note, methods=["POST"])

# Appeals, before the State's officers
bp.add_url_rule("/appeals", "appeals", appeals.appeals)
bp.add_url_rule("/appeals/<int:appeal_id>", "appeal", appeals.show)
bp.add_url_rule("/appeals/<int:appeal_id>/decision", "decide_appeal", appeals.decide, methods=["POST"])

# Acting for makers, and bringing new ones in
bp.add_url_rule("/facilitators", "facilitators", facilitators.index)
bp.add_url_rule(
    "/facilitators/<int:grant_id>/removal", "let_facilitator_go", facilitators.let_go, methods=["POST"]
)
bp.add_url_rule("/help", "help", helping.home)
bp.add_url_rule("/help/asking", "ask_for_help", helping.ask, methods=["POST"])
bp.add_url_rule("/help/newcomers", "bring_in", helping.bring_in, methods=["POST"])
bp.add_url_rule("/help/code", "help_code", helping.code, methods=["GET", "POST"])
bp.add_url_rule("/help/code/again", "help_code_again", helping.again, methods=["POST"])
bp.add_url_rule("/help/<int:assistance_id>/resumption", "resume_help", helping.resume, methods=["POST"])
bp.add_url_rule("/help/<int:assistance_id>/end", "end_help", helping.end, methods=["POST"])

bp.add_url_rule("/registry", "registry", registry.index)
bp.add_url_rule("/registry", "nominate", registry.nominate, methods=["POST"])

# Complaints of buyers, and what they ask
bp.add_url_rule("/complaints", "complaints", complaints.index)
bp.add_url_rule("/complaints/<number>", "complaint", complaints.show)
bp.add_url_rule(
    "/complaints/<number>/acknowledgement", "acknowledge_complaint", complaints.acknowledge, methods=["POST"]
)
bp.add_url_rule("/complaints/<number>/notes", "write_of_complaint", complaints.write, methods=["POST"])
bp.add_url_rule("/complaints/<number>/decision", "decide_complaint", complaints.decide, methods=["POST"])
bp.add_url_rule(
    "/complaints/<number>/escalation", "escalate_complaint", complaints.escalate, methods=["POST"]
)
bp.add_url_rule("/complaints/<number>/photos/<int:photo_id>", "complaint_photo", complaints.photo)
bp.add_url_rule("/questions", "questions", questions.index)
bp.add_url_rule("/questions/<int:question_id>/hiding", "hide_question", questions.hide, methods=["POST"])
