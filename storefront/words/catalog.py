"""Words of the room `catalog`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

LABELS: dict[str, dict[str, Any]] = {
    "Sort": {
        "best": _("Best fit"),
        "newest": _("Newest"),
        "cheapest": _("Price, low first"),
        "dearest": _("Price, high first"),
    },
    "Field": {
        "A": _("in its title"),
        "B": _("in the name of its craft"),
        "C": _("in its registry product, district, State or maker"),
        "D": _("in its story, which is read only when little else is found"),
    },
    "Match": {
        "same": _("the same word, however it is spelt or whichever script it is in"),
        "synonym": _("a word that means the same, as chawal means rice"),
        "alike": _("a word with the same consonants"),
        "beginning": _("a word that begins with yours"),
        "slip": _("a word that is a letter or two away"),
    },
    "NameKind": {
        "state": _("State"),
        "district": _("District"),
        "family": _("Craft"),
        "craft": _("Craft"),
        "product": _("Registry product"),
    },
    "ArtisanKind": {
        "individual": _("Individual maker"),
        "shg": _("Self-help group"),
        "fpo": _("Producer company"),
        "cooperative": _("Co-operative"),
        "firm": _("Firm"),
    },
    "ArtisanStatus": {
        "draft": _("Not sent yet"),
        "submitted": _("With the district office"),
        "verified": _("Verified"),
        "returned": _("Sent back for changes"),
        "suspended": _("Suspended"),
    },
    "FacilityKind": {
        "common_facility": _("Common facility centre"),
        "testing_lab": _("Testing lab"),
        "design_centre": _("Design centre"),
        "material_bank": _("Raw-material bank"),
        "cold_store": _("Cold store"),
        "packaging_unit": _("Packaging unit"),
        "courier_reach": _("Courier reach"),
    },
    "FileStatus": {
        "sent": _("Being read"),
        "refused": _("Not taken"),
        "read": _("Waits for your yes"),
        "dropped": _("Thrown away"),
        "writing": _("Being written"),
        "written": _("Done"),
    },
    "FileFault": {
        "empty": _("The file is empty. Choose the one with your goods."),
        "too_heavy": _("The file is larger than 5 MB. Part it into two."),
        "not_a_table": _("This is no table. Choose a .csv or .xlsx file."),
        "old_excel": _(
            "This is an old Excel file, or one with a password. Open it, and save it as .xlsx without a password."
        ),
        "other_office": _("This is no .xlsx file. Open it in its program, and save it as .xlsx or .csv."),
        "macros": _("The file carries a program (a macro). Save it as plain .xlsx, without macros."),
        "broken": _("The file is damaged. Open it, save it anew as .xlsx, and send that."),
        "bomb": _("The file unpacks to far more than goods need. Copy your rows into our empty table."),
        "too_many_rows": _("The file has more than 5,000 rows. Part it into two."),
        "too_wide": _("The file has more than 60 columns. Copy your goods into our empty table."),
        "huge_cell": _("One cell holds far too much. Look for a missing quotation mark near its row."),
        "not_utf8": _(
            "The letters of this file cannot be read. In Excel choose “Save as”, then “CSV UTF-8” or .xlsx."
        ),
        "no_header": _("No headings were found. Write your goods into our empty table, below its headings."),
        "no_rows": _("There are headings, and no goods below them."),
    },
    "RowStep": {
        "new": _("New piece"),
        "size": _("Another size"),
        "change": _("Changed"),
        "same": _("Stays as it is"),
        "wrong": _("To put right"),
    },
    "ListingStatus": {
        "draft": _("Not sent yet"),
        "in_review": _("With the district office"),
        "returned": _("Sent back for changes"),
        "approved": _("Approved, not on sale yet"),
        "published": _("On sale"),
        "withdrawn": _("Taken off sale"),
    },
    "MarkKind": {
        "gi": _("Geographical Indication (GI)"),
        "silk_mark": _("Silk Mark"),
        "handloom_mark": _("Handloom Mark"),
        "india_handloom": _("India Handloom Brand"),
        "craftmark": _("Craftmark"),
        "khadi": _("Khadi Mark"),
        "agmark": _("Agmark"),
        "fssai": _("FSSAI licence"),
        "india_organic": _("India Organic"),
        "huid": _("Hallmark (HUID)"),
    },
    "MarkStatus": {
        "claimed": _("With the district office"),
        "seen_once": _("Waits for a second officer"),
        "verified": _("Verified"),
        "returned": _("Sent back for changes"),
    },
    "NominationStatus": {
        "nominated": _("Waits for the national office"),
        "accepted": _("In the registry"),
        "returned": _("Sent back"),
    },
    "PhotoStatus": {
        "uploaded": _("Being made ready"),
        "ready": _("Ready"),
        "refused": _("Not taken"),
    },
    "ProposalStatus": {
        "waiting": _("With the district office"),
        "live": _("Buyers read it"),
        "returned": _("Sent back for changes"),
        "taken_back": _("Taken back by the maker"),
    },
    "PictureFault": {
        "empty": _("The file is empty."),
        "too_heavy": _("The file is larger than 12 MB."),
        "not_a_picture": _("This is not a JPEG, PNG or WebP picture."),
        "too_large": _("The picture has more pixels than we can take."),
        "too_small": _("The picture is too small. It needs at least 200 pixels on each side."),
        "broken": _("The picture is broken. Take it again."),
    },
    "Proof": {
        "agmark": _("Agmark"),
        "fssai": _("FSSAI licence"),
        "gi_user": _("GI authorised user"),
        "handloom_mark": _("Handloom Mark"),
        "huid": _("Hallmark (HUID)"),
        "khadi_mark": _("Khadi Mark"),
        "silk_mark": _("Silk Mark"),
        "toy_exemption": _("Toy exemption for artisans"),
    },
    "Sector": {
        "agriculture": _("Agriculture"),
        "food": _("Food"),
        "handicrafts": _("Handicrafts"),
        "textiles": _("Textiles"),
        "manufacturing": _("Manufacturing"),
        "minerals": _("Minerals"),
        "marine": _("Fish and sea"),
        "services": _("Services"),
    },
    "SubjectKind": {
        "artisan": _("Maker"),
        "listing": _("Listing"),
        "mark": _("Mark"),
        "change": _("Changed listing"),
    },
    "GICategory": {
        "agricultural": _("Agricultural"),
        "food": _("Food"),
        "handicraft": _("Handicraft"),
        "manufactured": _("Manufactured"),
        "natural": _("Natural"),
    },
    "SourceList": {
        "dpiit": _("One District One Product list of DPIIT, as published in April 2026"),
        "state": _("A list or order of the State"),
        "pmfme": _("One District One Product list of PMFME, Ministry of Food Processing Industries"),
        "gi_registry": _("List of registered geographical indications, October 2025"),
        "inherited": _("Taken over from the district it was part of"),
    },
    "Unit": {
        "piece": _("piece"),
        "pair": _("pair"),
        "set": _("set"),
        "metre": _("metre"),
        "g": _("g"),
        "kg": _("kg"),
        "ml": _("ml"),
        "l": _("litre"),
    },
    "VerificationStatus": {
        "requested": _("Waiting"),
        "in_review": _("Being looked at"),
        "verified": _("Verified"),
        "returned": _("Sent back for changes"),
        "rejected": _("Not accepted"),
        "taken_back": _("Taken back by the maker"),
    },
}
# What was done to a claim, as its trail tells it: by the name of the fact.
ACTS: dict[str, Any] = {
    "appeal.decided": _("Appeal decided"),
    "artisan.registered": _("Workshop registered"),
    "artisan.submitted": _("Workshop sent to the district office"),
    "claim.answered": _("Answered"),
    "claim.appealed": _("Taken to the State officer"),
    "claim.asked": _("Asked for one thing"),
    "claim.rejected": _("Not accepted"),
    "evidence.added": _("Photo added"),
    "mark.claimed": _("Mark sent to the district office"),
    "mark.seen": _("First of two looks"),
    "origin.verified": _("Verified"),
    "returned.for_changes": _("Sent back for changes"),
    "review.begun": _("Taken up"),
    "verification.requested": _("Listing sent to the district office"),
    "visit.noted": _("Visit written down"),
}
REFUSALS: dict[str, Any] = {
    "goods_file.refused": _("This file cannot be taken."),
    "goods_file.waits": _("The file before is still being worked on. Wait until it is done."),
    "goods_file.closed": _("This file no longer waits for a yes. Send it again."),
    "synonym.faulty": _("Write one to three words on each side, and not the same ones."),
    "appeal.late": _(
        "This cannot be taken to the State officer: the 30 days are over, or nothing was refused."
    ),
    "appeal.wordless": _("Write in a sentence why you think so."),
    "change.moved": _("The maker has changed the words again since you read them. Read them once more."),
    "change.unfit": _("Goods of that craft lack a tax rate or a paper the law wants. Send the change back."),
    "change.unproven": _("A word in the new name needs a mark that is not verified. Look at the mark first."),
    "claim.answer_missing": _("Write an answer, or add a photo."),
    "claim.ask_wrong": _("Choose one thing to ask for. A second is asked for when the first was answered."),
    "claim.decided": _("This claim is decided; nothing is added to it any more."),
    "claim.closed": _(
        "This was not accepted and cannot be sent again. An appeal to the State officer can open it."
    ),
    "claim.same_officer": _("Who refused this does not look at it a second time. Ask a colleague."),
    "facility.fields_wrong": _("Some of what you typed cannot be. Look at the fields that are marked."),
    "artisan.fixed": _("These facts were verified and cannot be changed here. Ask your district office."),
    "artisan.not_ready": _("The workshop’s page is not complete yet. Fill in what is marked, then send it."),
    "artisan.suspended": _(
        "This workshop is suspended and cannot offer anything now. Ask your district office."
    ),
    "nomination.fields_wrong": _("Some of what you typed cannot be. Look at the fields that are marked."),
    "nomination.own": _("Nobody decides what they nominated. Ask a colleague."),
    "listing.craft_not_sold": _("Goods of this craft cannot be sold here."),
    "listing.craft_unknown": _("We do not know this craft. Choose one from the list."),
    "listing.fields_wrong": _("Some of what you typed cannot be. Look at the fields that are marked."),
    "listing.in_review": _(
        "The district office is looking at this now. You can change it when they have answered."
    ),
    "listing.not_ready": _("Something is still missing. Fill in what is marked, then send it."),
    "listing.product_elsewhere": _("That product belongs to another district."),
    "listing.too_many": _("A workshop can have at most %(most)s listings."),
    "listing.too_many_variants": _("A listing can have at most %(most)s sizes or colours."),
    "mark.fields_wrong": _("Some of what you typed cannot be. Look at the fields that are marked."),
    "mark.second_officer": _("You looked at this mark first. A second officer must look at it now."),
    "photo.refused": _("This file could not be taken as a picture. Choose another."),
    "photo.too_many": _("A listing can have at most %(most)s pictures."),
    "verification.brought_in": _(
        "You brought this maker in, or acted for them: another officer must look at it."
    ),
    "verification.checklist_incomplete": _(
        "Answer every question with yes, and write what was seen, before you approve."
    ),
    "verification.own_work": _("Nobody can verify their own workshop. Ask a colleague."),
    "verification.reasons_missing": _("Say what has to be changed."),
    "visit.fields_wrong": _("Some of what you typed cannot be. Look at the fields that are marked."),
}
