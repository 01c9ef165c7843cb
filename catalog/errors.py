"""The refusals of `catalog`.

CatalogRefusal
├── ArtisanNotReady       what a workshop still lacks, field by field
├── ArtisanFixed          district, tax standing and PAN were verified and do not change by an edit
├── ArtisanSuspended      a suspended workshop offers nothing
├── ListingNotReady       what still keeps a listing from being sent, or put on sale
├── ListingInReview       nothing is changed while the officer looks at it
├── TiersWrong            prices for many that cannot be, tier by tier
├── AwayWrong             a holiday cannot be from that day to that day
├── ProposalMoved         the maker edited the change after the officer read it
├── ChangeUnproven        a word in the new title needs a mark that is not verified
├── ChangeUnfit           goods of the new craft lack what the law wants
├── ListingFieldsWrong    values that cannot be, field by field
├── CraftNotSold          the craft is not goods
├── CraftUnknown          no such craft, or the finer line is not of that craft
├── ProductElsewhere      the registry names that product for another district
├── TooManyListings, TooManyPhotos, TooManyVariants
├── PictureRefused        the file is not a picture we take, with the reason
├── PaperRefused          the file is not a certificate we take, with the reason
├── TooManyPapers         a claim holds so many certificates; details: `most`
├── GoodsFileRefused      the file is not a table of goods we take, with the reason
├── GoodsFileWaits        the file before it is still being read or written
├── GoodsFileClosed       the file was taken or dropped before
├── VoiceRefused          the file is not a voice we take, with the reason
├── PortraitInReview      a new telling of the maker's page waits: take it back first
├── PictureWaits          a photo of the claim is still being made ready
├── UploadRefused         what somebody wants to upload in pieces is nothing, too heavy, or has no digest
├── TooManyUploads        too many files of one person are on their way
├── PieceMisplaced        a piece is not the next one; the details say where that begins
├── UploadUnfinished      the file is not here, or not whole yet
├── ChecklistIncomplete   a question of the officer's checklist is not answered yes, or lacks its evidence
├── MarkFieldsWrong       what is said of a mark cannot be, field by field
├── SecondOfficerNeeded   who looked first may not look second
├── ReasonsMissing        a return says what to mend
├── NominationFieldsWrong what is nominated cannot be, field by field
├── OwnNomination         nobody decides what they nominated
├── FacilityFieldsWrong   what is said of a support place cannot be, field by field
├── SynonymFaulty         two words cannot be said to mean one
├── AskWrong              nothing of the list was asked for, or one thing is asked already
├── AnswerMissing         an answer carries words or a picture
├── AppealWordless        an appeal says why
├── AppealLate            too long after the refusal, or there was none
├── ClaimClosed           the district refused; only an allowed appeal opens it again
├── SameOfficer           who refused does not judge the appeal or the second look
└── OwnWork               nobody verifies their own workshop
"""

from __future__ import annotations

from kit.errors import Refusal


class CatalogRefusal(Refusal):
    """The root of them all."""


class ArtisanNotReady(CatalogRefusal):
    """A workshop cannot be submitted yet. Details: faults, a code for each field in fault."""

    code = "artisan.not_ready"


class ArtisanFixed(CatalogRefusal):
    """Verified facts of a workshop do not change by an edit. Details: fields."""

    code = "artisan.fixed"


class ArtisanSuspended(CatalogRefusal):
    """A suspended workshop offers nothing."""

    code = "artisan.suspended"


class ListingNotReady(CatalogRefusal):
    """A listing cannot be sent or put on sale yet. Details: gaps, in the order the form asks."""

    code = "listing.not_ready"


class ListingInReview(CatalogRefusal):
    """Nothing of a listing changes while the officer looks at it."""

    code = "listing.in_review"


class TiersWrong(CatalogRefusal):
    """Prices for many that cannot be. Details: faults, for each tier a code for each field; most."""

    code = "tier.wrong"


class AwayWrong(CatalogRefusal):
    """A holiday cannot be from that day to that day. Details: faults."""

    code = "artisan.away_wrong"


class ProposalMoved(CatalogRefusal):
    """The maker edited the change after the officer read it."""

    code = "change.moved"


class ChangeUnproven(CatalogRefusal):
    """A word in the new title needs a mark that is not verified."""

    code = "change.unproven"


class ChangeUnfit(CatalogRefusal):
    """Goods of the new craft lack a rate, a paper, or what stands on a pack."""

    code = "change.unfit"


class ListingFieldsWrong(CatalogRefusal):
    """Values that cannot be. Details: faults, a code for each field in fault."""

    code = "listing.fields_wrong"


class CraftNotSold(CatalogRefusal):
    """The craft is not sold here. Details: craft."""

    code = "listing.craft_not_sold"


class CraftUnknown(CatalogRefusal):
    """No such craft, or the finer line is of another craft. Details: craft."""

    code = "listing.craft_unknown"


class ProductElsewhere(CatalogRefusal):
    """The registry names that product for another district. Details: product."""

    code = "listing.product_elsewhere"


class TooManyListings(CatalogRefusal):
    """A workshop's listings have a limit. Details: most."""

    code = "listing.too_many"


class TooManyPhotos(CatalogRefusal):
    """A listing's pictures have a limit. Details: most."""

    code = "photo.too_many"


class TooManyVariants(CatalogRefusal):
    """A listing's variants have a limit. Details: most."""

    code = "listing.too_many_variants"


class PaperRefused(CatalogRefusal):
    """The file is not a certificate we take. Details: reason, a `rules.PaperFault`."""

    code = "paper.refused"


class TooManyPapers(CatalogRefusal):
    """A claim holds as many certificates as it may."""

    code = "paper.too_many"


class PictureRefused(CatalogRefusal):
    """The file is not a picture we take. Details: reason, a `rules.PictureFault`."""

    code = "photo.refused"


class VoiceRefused(CatalogRefusal):
    """The file is not a voice we take. Details: reason, a `rules.voice.VoiceFault`."""

    code = "voice.refused"


class PortraitInReview(CatalogRefusal):
    """The officers are looking at a telling of the maker's page; it is taken back before another is sent."""

    code = "page.in_review"


class PictureWaits(CatalogRefusal):
    """The photo of a maker's page is still being made ready, or could not be taken."""

    code = "page.picture_waits"


class UploadRefused(CatalogRefusal):
    """An upload that cannot be begun. Details: reason, of `rules.upload.upload_fault`."""

    code = "upload.refused"


class TooManyUploads(CatalogRefusal):
    """One person's files on their way have a limit. Details: most."""

    code = "upload.too_many"


class PieceMisplaced(CatalogRefusal):
    """A piece that is not the next one, or goes past the end. Details: received, where the next one begins."""

    code = "upload.misplaced"


class UploadUnfinished(CatalogRefusal):
    """A file sent in pieces that is not here, or not whole."""

    code = "upload.unfinished"


class ChecklistIncomplete(CatalogRefusal):
    """The checklist does not carry an approval. Details: missing, the questions not met, in their order."""

    code = "verification.checklist_incomplete"


class ReasonsMissing(CatalogRefusal):
    """A claim is returned with what to mend, or not at all."""

    code = "verification.reasons_missing"


class AskWrong(CatalogRefusal):
    """One thing is asked for at a time, from the list."""

    code = "claim.ask_wrong"


class AnswerMissing(CatalogRefusal):
    """An answer carries words or a picture."""

    code = "claim.answer_missing"


class AppealWordless(CatalogRefusal):
    """An appeal says why the refusal was wrong."""

    code = "appeal.wordless"


class AppealLate(CatalogRefusal):
    """There is no refusal to appeal against, or it is too long ago."""

    code = "appeal.late"


class ClaimClosed(CatalogRefusal):
    """The district refused this; only an allowed appeal opens it again."""

    code = "claim.closed"


class SameOfficer(CatalogRefusal):
    """Who refused a claim does not judge its appeal, nor take the second look."""

    code = "claim.same_officer"


class OwnWork(CatalogRefusal):
    """Nobody verifies their own workshop."""

    code = "verification.own_work"


class BroughtIn(CatalogRefusal):
    """Who brought a maker in, or acted for them, does not judge what the maker claims."""

    code = "verification.brought_in"


class ClaimDecided(CatalogRefusal):
    """The claim is decided: nothing is added to it any more."""

    code = "claim.decided"


class VisitFieldsWrong(CatalogRefusal):
    """What is noted of a visit cannot be. Details: faults, a code for each field in fault."""

    code = "visit.fields_wrong"


class FacilityFieldsWrong(CatalogRefusal):
    """What is said of a support place cannot be. Details: faults, a code for each field; pins, those not taken."""

    code = "facility.fields_wrong"


class SynonymFaulty(CatalogRefusal):
    """These two cannot be synonyms. Details: fault (`empty`, `long` or `same`)."""

    code = "synonym.faulty"


class MarkFieldsWrong(CatalogRefusal):
    """What is said of a mark cannot be. Details: faults, a code for each field in fault."""

    code = "mark.fields_wrong"


class SecondOfficerNeeded(CatalogRefusal):
    """Two officers look at this mark; who looked first may not look second."""

    code = "mark.second_officer"


class NominationFieldsWrong(CatalogRefusal):
    """What is nominated cannot be. Details: faults, a code for each field in fault."""

    code = "nomination.fields_wrong"


class OwnNomination(CatalogRefusal):
    """Nobody decides what they nominated themselves."""

    code = "nomination.own"


class GoodsFileRefused(CatalogRefusal):
    """A file of goods is not taken. Details: reason (a FileFault) and row, 0 for the whole."""

    code = "goods_file.refused"


class GoodsFileWaits(CatalogRefusal):
    """One file of goods at a time: the one before is still being read or written."""

    code = "goods_file.waits"


class GoodsFileClosed(CatalogRefusal):
    """A file of goods that is not waiting for a yes is neither taken nor dropped."""

    code = "goods_file.closed"
