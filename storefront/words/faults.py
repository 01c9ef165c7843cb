"""Sentences for what is wrong with one field, and for what a listing still lacks."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

ARTISAN: dict[tuple[str, str], Any] = {
    ("name", "missing"): _("Write the name buyers shall read."),
    ("name", "short"): _("The name needs at least 3 letters."),
    ("name", "long"): _("The name is longer than 120 letters."),
    ("legal_name", "missing"): _("Write the name as on the PAN card."),
    ("legal_name", "short"): _("The name needs at least 3 letters."),
    ("legal_name", "long"): _("The name is longer than 120 letters."),
    ("district", "missing"): _("Choose your district."),
    ("address_line", "missing"): _("Write house, street and village."),
    ("address_line", "short"): _("The address is too short for a courier to find you."),
    ("address_line", "long"): _("The address is longer than 240 letters."),
    ("pin", "missing"): _("Write your PIN code."),
    ("pin", "format"): _("A PIN code has 6 digits and does not begin with 0."),
    ("story", "long"): _("This is longer than 4,000 letters."),
    ("pan", "missing"): _("Write your PAN. Without it the law takes a large part of your money."),
    ("pan", "length"): _("A PAN has 10 letters and digits."),
    ("pan", "format"): _("A PAN is 5 letters, 4 digits and a letter, like ABCPA1234F."),
    ("pan", "holder"): _("The fourth letter of this PAN cannot be. Look at the card again."),
    ("gstin", "missing"): _("Write your GSTIN."),
    ("gstin", "length"): _("A GSTIN has 15 letters and digits."),
    ("gstin", "format"): _("This does not look like a GSTIN. Look at the certificate again."),
    ("gstin", "state"): _("The first two digits of the GSTIN are not those of your State."),
    ("gstin", "pan"): _("The PAN inside the GSTIN is not the PAN you wrote."),
    ("gstin", "check"): _("One letter or digit of the GSTIN is wrong. Look at the certificate again."),
    ("gstin", "taken"): _("Another workshop has this GSTIN already. Ask your district office."),
    ("gstin", "not_enrolled"): _("With a GSTIN you are registered. Choose yes above."),
    ("enrolment_no", "missing"): _("Write your enrolment number. You get it free on the GST portal."),
    ("enrolment_no", "length"): _("An enrolment number has 15 letters and digits."),
    ("enrolment_no", "format"): _("An enrolment number begins with two digits of the State."),
    ("enrolment_no", "state"): _("The first two digits of the enrolment number are not those of your State."),
    ("enrolment_no", "gstin"): _("This is a GSTIN. With a GSTIN you are registered: choose yes above."),
    ("enrolment_no", "pan"): _("The PAN inside the enrolment number is not the PAN you wrote."),
}

TIER: dict[tuple[str, str], Any] = {
    ("min_quantity", "low"): _("Each row needs a larger number than the one before, from 2 on."),
    ("min_quantity", "high"): _("At most 999 pieces in one order."),
    ("case_pack", "low"): _("At least one piece is in a case."),
    ("case_pack", "cases"): _("The number of pieces must be whole cases."),
    ("price", "low"): _("The price must be at least ₹1."),
    ("price", "not_less"): _("For more pieces, one must cost less than before."),
}

AWAY: dict[tuple[str, str], Any] = {
    ("away_from", "missing"): _("Choose the first day away."),
    ("away_from", "far"): _("At most a year ahead."),
    ("away_to", "missing"): _("Choose the last day away."),
    ("away_to", "past"): _("This day is past."),
    ("away_to", "before"): _("The last day cannot be before the first."),
    ("away_to", "long"): _("At most 180 days. For longer, take your goods off sale."),
}

LISTING: dict[tuple[str, str], Any] = {
    ("title", "short"): _("The name needs at least 3 letters."),
    ("name", "unproven"): _(
        "A size or colour holds a word that needs a verified mark. Add the mark, or change the word."
    ),
    ("materials", "unproven"): _("This holds a word that needs a mark. Add the mark, or change the word."),
    ("technique", "unproven"): _("This holds a word that needs a mark. Add the mark, or change the word."),
    ("title", "unproven"): _("The name holds a word that needs a mark. Add the mark, or change the name."),
    ("story", "short"): _("Tell its story in a sentence or two."),
    ("title", "long"): _("The name is longer than 120 letters."),
    ("story", "long"): _("The story is longer than 4,000 letters."),
    ("care", "long"): _("This is longer than 1,000 letters."),
    ("price", "low"): _("The price must be at least ₹1."),
    ("price", "high"): _("The price may be at most ₹1,00,00,000."),
    ("price", "over_mrp"): _("The price is above the MRP on the pack. The law forbids that."),
    ("mrp", "low"): _("The MRP must be at least ₹1."),
    ("mrp", "under_price"): _("The MRP cannot be less than the price."),
    ("net_quantity", "format"): _("Write how much is inside, like 250 g, 1.5 kg, 500 ml or 12 pieces."),
    ("materials", "long"): _("This is longer than 300 letters."),
    ("technique", "long"): _("This is longer than 300 letters."),
    ("dimensions", "long"): _("This is longer than 300 letters."),
    ("may_vary", "long"): _("This is longer than 300 letters."),
    ("packer", "long"): _("The address is longer than 240 letters."),
    ("best_before_days", "low"): _("Write at least one day."),
    ("best_before_days", "high"): _("At most 3,650 days."),
    ("kind", "many"): _("You have as many marks as can be kept. Ask your district office."),
    ("number", "missing"): _("Write the number of the mark."),
    ("number", "format"): _("Write the number as on the certificate or label."),
    ("issuer", "missing"): _("Write who gave the mark."),
    ("issuer", "long"): _("This is longer than 120 letters."),
    ("expires_on", "past"): _("This day is past. A mark that has run out cannot be shown."),
    ("weight_g", "low"): _("Write the weight in grams."),
    ("weight_g", "high"): _("At most 500 kg can be sent."),
    ("days_to_make", "low"): _("What is made to order takes at least a day."),
    ("days_to_make", "high"): _("At most 365 days."),
    ("weekly_capacity", "low"): _("Write at least one in a week."),
    ("weekly_capacity", "high"): _("At most 9,999 in a week."),
    ("fssai", "missing"): _("Food is sold with an FSSAI number only."),
    ("fssai", "format"): _("An FSSAI number has 14 digits."),
    ("huid", "missing"): _("Gold is sold with a hallmark only."),
    ("huid", "format"): _("A HUID has 6 letters and digits."),
    ("toy_exemption", "missing"): _("Toys need your registration with DC (Handicrafts)."),
    ("toy_exemption", "format"): _("Write the number as on the certificate."),
}

# What a listing lacks: the sentence, and the step of the wizard where it is mended.
GAPS: dict[str, tuple[Any, str]] = {
    "craft": (_("This craft cannot be sold here. Choose another."), "craft"),
    "title": (_("Give the piece a name."), "words"),
    "story": (_("Tell its story in a sentence or two."), "words"),
    "photos": (_("Add three photos: the whole piece, one from close, one in use."), "photos"),
    "price": (_("Write the price."), "price"),
    "rate": (_("No tax rate fits this price. Choose another price."), "price"),
    "stock": (_("Say how many are ready."), "stock"),
    "weight": (_("Say what it weighs with packing."), "stock"),
    "days": (_("Say how many days it takes."), "stock"),
    "proofs": (_("Write the number that the law asks for these goods."), "stock"),
    "pack": (_("Write how much is in each pack, and its MRP."), "variants"),
    "best_before": (_("Say how many days it keeps."), "details"),
    "marks": (_("You use a word that needs a mark. Add the mark, or change the word."), "marks"),
    "marks_stand": (
        _("You use a word whose mark is not verified, or has run out."),
        "marks",
    ),
    "seller": (_("Makers in the composition scheme cannot sell here yet."), ""),
    "maker": (_("The district office must verify your workshop first."), ""),
    "origin": (_("The district office must look at this piece first."), ""),
}

QUESTIONS: dict[str, Any] = {
    "identity": _("The maker is who they say"),
    "craft_seen": _("The craft was seen"),
    "words_true": _("The new words are true of this piece and its maker"),
    "number_seen": _("The number was found with the issuer"),
    "holder_matches": _("The holder is this maker"),
    "goods_covered": _("It covers these goods, made here"),
    "photos_theirs": _("The photos are theirs"),
    "page_true": _("The story is theirs, and the photo shows them or their work"),
    "page_fit": _("It holds no phone number, no false claim, nothing that hurts"),
    "voice_theirs": _("It is heard whole, and it is the maker or their family who speaks"),
    "voice_fit": _("It says no phone number, no false claim, nothing that hurts"),
    "made_by_hand": _("Made mainly by hand, though tools may help"),
    "ornament_of_substance": _("Ornament, inlay or similar work of substance"),
    "unlike_machine_made": _("Looks clearly unlike machine-made goods of like use"),
}

VISIT: dict[tuple[str, str], Any] = {
    ("visited_on", "missing"): _("Write the day of the visit."),
    ("visited_on", "future"): _("The day of the visit is still to come."),
    ("visited_on", "old"): _("That visit was more than a year ago."),
    ("place", "missing"): _("Write where you were."),
    ("place", "long"): _("This is longer than 200 letters."),
    ("notes", "short"): _("Write in a sentence what you saw."),
    ("notes", "long"): _("This is longer than 2,000 letters."),
}

FACILITY: dict[tuple[str, str], Any] = {
    ("name", "missing"): _("Write what the place is called."),
    ("name", "short"): _("The name needs at least 3 letters."),
    ("name", "long"): _("The name is longer than 120 letters."),
    ("name", "taken"): _("A place of this kind and name is entered already."),
    ("name", "many"): _("This district has as many places as can be entered. Close one first."),
    ("address", "missing"): _("Write the address."),
    ("address", "short"): _("The address is too short to find the place."),
    ("address", "long"): _("The address is longer than 300 letters."),
    ("capacity", "long"): _("This is longer than 200 letters."),
    ("contact", "missing"): _("Write a telephone number or e-mail address of the office."),
    ("contact", "short"): _("This is too short for a telephone number or e-mail address."),
    ("contact", "long"): _("This is longer than 200 letters."),
    ("pins", "missing"): _("Write the PIN codes the courier takes parcels from."),
    ("pins", "not_asked"): _("PIN codes are for courier reach only."),
    ("pins", "many"): _("At most 500 PIN codes."),
    ("pins", "strange"): _("Some of these are no PIN codes of this State."),
    ("point", "format"): _("Write degrees with a decimal point, like 23.2324, or leave both fields empty."),
    ("point", "far"): _("This point lies in another district. Are the two numbers the right way round?"),
}

NOMINATION: dict[tuple[str, str], Any] = {
    ("name", "missing"): _("Write the name of the product."),
    ("name", "short"): _("The name needs at least 3 letters."),
    ("name", "long"): _("The name is longer than 120 letters."),
    ("districts", "missing"): _("Choose at least one district."),
    ("districts", "elsewhere"): _("All districts must be of one State of yours."),
    ("districts", "many"): _("At most 40 districts."),
    ("districts", "few"): _("A cluster has two districts or more. Nominate a product for one."),
    ("districts", "already"): _(
        "The registry names this for one of these districts already, or it waits there."
    ),
    ("story", "long"): _("This is longer than 2,000 letters."),
    ("source", "missing"): _("Write the list, order or gazette that names it."),
    ("source", "long"): _("This is longer than 300 letters."),
    ("source_date", "missing"): _("Write the date of that paper."),
    ("source_date", "future"): _("This date is yet to come."),
    ("craft", "missing"): _("Choose the craft."),
}
