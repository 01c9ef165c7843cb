"""The workshop's contents page: one line for each address."""

from __future__ import annotations

from flask import Blueprint

from storefront.workshop import (
    changes,
    claims,
    complaints,
    consignments,
    goods_files,
    helpers,
    holiday,
    home,
    levels,
    listings,
    marks,
    money,
    orders,
    own_data,
    photos,
    portrait,
    questions,
    register,
    steps,
    tiers,
    uploads,
    variants,
    voices,
)

bp = Blueprint("workshop", __name__, url_prefix="/workshop")

FORM = ["GET", "POST"]

# Coming in
bp.add_url_rule("/", "home", home.home)
bp.add_url_rule("/register", "register", register.register, methods=FORM)

# Who acts for the maker
bp.add_url_rule("/helpers", "helpers", helpers.index)
bp.add_url_rule("/helpers/<int:assistance_id>/end", "end_help", helpers.end, methods=["POST"])

# Away for some days
bp.add_url_rule("/away", "holiday", holiday.holiday, methods=FORM)
bp.add_url_rule("/away/end", "back", holiday.back, methods=["POST"])

# Listings
bp.add_url_rule("/listings", "listings", listings.listings)
bp.add_url_rule("/listings/new", "new", steps.new, methods=FORM)
bp.add_url_rule("/listings/<slug>", "listing", listings.show)
bp.add_url_rule("/listings/<slug>/craft", "craft", steps.craft, methods=FORM)
bp.add_url_rule("/listings/<slug>/kind", "finer", steps.finer, methods=FORM)
bp.add_url_rule("/listings/<slug>/words", "words", steps.words, methods=FORM)
bp.add_url_rule("/listings/<slug>/price", "price", steps.price, methods=FORM)
bp.add_url_rule("/listings/<slug>/stock", "stock", steps.stock, methods=FORM)
bp.add_url_rule("/listings/<slug>/variants", "variants", variants.variants, methods=FORM)
bp.add_url_rule("/listings/<slug>/tiers", "tiers", tiers.tiers, methods=FORM)
bp.add_url_rule("/listings/<slug>/details", "details", variants.details, methods=FORM)
bp.add_url_rule("/listings/<slug>/marks", "marks", marks.marks, methods=FORM)
bp.add_url_rule("/listings/<slug>/verification", "send", listings.send, methods=["POST"])
bp.add_url_rule("/listings/<slug>/change/removal", "leave_change", changes.leave, methods=["POST"])
bp.add_url_rule("/listings/<slug>/copy", "copy", listings.copy, methods=["POST"])
bp.add_url_rule("/listings/<slug>/publication", "publish", listings.publish, methods=["POST"])
bp.add_url_rule("/listings/<slug>/withdrawal", "withdraw", listings.withdraw, methods=["POST"])

# Many pieces at once
TABLE = "<any(csv, xlsx):kind>"
bp.add_url_rule("/files", "goods_files", goods_files.index, methods=FORM)
bp.add_url_rule(f"/files/empty.{TABLE}", "goods_empty", goods_files.empty)
bp.add_url_rule("/files/choices.csv", "goods_choices", goods_files.choices)
bp.add_url_rule(f"/files/goods.{TABLE}", "goods_export", goods_files.export)
bp.add_url_rule("/files/<uuid:file_id>", "goods_file", goods_files.show)
bp.add_url_rule("/files/<uuid:file_id>/confirmation", "confirm_goods", goods_files.confirm, methods=["POST"])
bp.add_url_rule("/files/<uuid:file_id>/withdrawal", "drop_goods", goods_files.drop, methods=["POST"])
bp.add_url_rule(f"/files/<uuid:file_id>/to-mend.{TABLE}", "goods_to_mend", goods_files.to_mend)

# What the district office asks or refuses
bp.add_url_rule("/claims/<int:verification_id>", "claim", claims.show)
bp.add_url_rule("/claims/<int:verification_id>/answer", "answer_claim", claims.answer, methods=["POST"])
bp.add_url_rule("/claims/<int:verification_id>/appeal", "appeal", claims.make_appeal, methods=["POST"])

# Pictures
bp.add_url_rule("/listings/<slug>/photos", "photos", photos.photos, methods=FORM)
bp.add_url_rule("/listings/<slug>/photos/<int:photo_id>/place", "place", photos.place, methods=["POST"])
bp.add_url_rule("/listings/<slug>/photos/<int:photo_id>/words", "describe", photos.describe, methods=["POST"])
bp.add_url_rule("/listings/<slug>/photos/<int:photo_id>/removal", "remove", photos.remove, methods=["POST"])

# Voices, and the maker's own page
bp.add_url_rule("/listings/<slug>/voice", "voice", voices.of_listing, methods=FORM)
bp.add_url_rule("/page", "page", portrait.page, methods=FORM)
bp.add_url_rule("/page/removal", "take_back_page", portrait.take_back, methods=["POST"])
bp.add_url_rule("/page/voice", "page_voice", voices.of_workshop, methods=FORM)
bp.add_url_rule("/voices/<uuid:voice_id>", "play_voice", voices.play)
bp.add_url_rule("/voices/<uuid:voice_id>/removal", "take_off_voice", voices.take_off, methods=["POST"])

# Files in pieces
bp.add_url_rule("/uploads", "begin_upload", uploads.begin, methods=["POST"])
bp.add_url_rule("/uploads/<uuid:upload_id>", "upload", uploads.show)
bp.add_url_rule("/uploads/<uuid:upload_id>", "add_piece", uploads.add, methods=["PATCH"])

# How much is left
bp.add_url_rule("/stock", "stock_levels", levels.levels)
bp.add_url_rule("/stock/<int:variant_id>", "stock_level", levels.level)
bp.add_url_rule("/stock/<int:variant_id>", "count", levels.count, methods=["POST"])
bp.add_url_rule("/stock/<int:variant_id>/notice", "mark_low", levels.mark_low, methods=["POST"])
bp.add_url_rule(
    "/stock/<int:variant_id>/moves/<int:move_id>/undo", "undo_move", levels.take_back, methods=["POST"]
)

# Orders
bp.add_url_rule("/orders", "orders", orders.index)
bp.add_url_rule("/orders/<uuid:parcel_id>", "order", orders.show)
bp.add_url_rule("/orders/<uuid:parcel_id>/acceptance", "accept", orders.accept, methods=["POST"])
bp.add_url_rule("/orders/<uuid:parcel_id>/packing", "pack", orders.pack, methods=["POST"])
bp.add_url_rule("/orders/<uuid:parcel_id>/shipment", "ship", orders.ship, methods=["POST"])
bp.add_url_rule("/orders/<uuid:parcel_id>/arrival", "deliver", orders.deliver, methods=["POST"])
bp.add_url_rule("/orders/<uuid:parcel_id>/refusal", "decline", orders.decline, methods=["POST"])

# Questions of buyers
bp.add_url_rule("/questions", "questions", questions.index)
bp.add_url_rule("/questions/<int:question_id>", "answer", questions.answer, methods=FORM)

# Complaints
bp.add_url_rule("/complaints", "complaints", complaints.index)
bp.add_url_rule("/complaints/<number>", "complaint", complaints.show, methods=FORM)
bp.add_url_rule("/complaints/<number>/photos/<int:photo_id>", "complaint_photo", complaints.photo)

# Money
bp.add_url_rule("/money", "money", money.index)

# What is theirs, to take away
bp.add_url_rule("/own", "own_data", own_data.show)
bp.add_url_rule("/own/data.zip", "own_packet", own_data.packet)

# For the malls
bp.add_url_rule("/consignments", "consignments", consignments.index)
bp.add_url_rule("/consignments/<number>", "consignment", consignments.show)
bp.add_url_rule(
    "/consignments/<number>/acceptance", "accept_consignment", consignments.accept, methods=["POST"]
)
bp.add_url_rule(
    "/consignments/<number>/refusal", "decline_consignment", consignments.decline, methods=["POST"]
)
bp.add_url_rule("/consignments/<number>/dispatch", "dispatch", consignments.send, methods=["POST"])
