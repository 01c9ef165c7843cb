"""The facts of `catalog`, past tense: ids and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kit.events import Fact


@dataclass(frozen=True)
class ArtisanRegistered(Fact):
    """Somebody began a workshop."""

    artisan_id: UUID
    person_id: UUID
    district_id: int


@dataclass(frozen=True)
class ArtisanSubmitted(Fact):
    """A maker asked the district to verify the workshop."""

    artisan_id: UUID
    district_id: int
    verification_id: int


@dataclass(frozen=True)
class VerificationRequested(Fact):
    """A maker sent a listing to the district's officers."""

    listing_id: UUID
    artisan_id: UUID
    district_id: int
    verification_id: int


@dataclass(frozen=True)
class OriginVerified(Fact):
    """An officer verified a claim: a workshop, or a listing and with it the workshop that made it."""

    verification_id: int
    subject_kind: str
    subject_id: UUID
    artisan_id: UUID
    district_id: int


@dataclass(frozen=True)
class ReturnedForChanges(Fact):
    """An officer sent a claim back with reasons."""

    verification_id: int
    subject_kind: str
    subject_id: UUID
    artisan_id: UUID
    district_id: int


@dataclass(frozen=True)
class ReviewBegun(Fact):
    """An officer took up a claim."""

    verification_id: int


@dataclass(frozen=True)
class ClaimAsked(Fact):
    """An officer asked a maker for one thing; the clock stands."""

    verification_id: int
    ask_id: int


@dataclass(frozen=True)
class ClaimAnswered(Fact):
    """The maker answered what was asked; the clock runs again."""

    verification_id: int
    ask_id: int


@dataclass(frozen=True)
class ClaimRejected(Fact):
    """An officer refused a claim, with the reason. The maker may appeal."""

    verification_id: int
    subject_kind: str
    subject_id: UUID
    artisan_id: UUID
    district_id: int


@dataclass(frozen=True)
class ClaimAppealed(Fact):
    """A maker took a refusal to the State officer."""

    verification_id: int
    appeal_id: int


@dataclass(frozen=True)
class AppealDecided(Fact):
    """A State officer decided an appeal: looked at again by somebody else, or the refusal stands."""

    verification_id: int
    appeal_id: int
    allowed: bool


@dataclass(frozen=True)
class EvidenceAdded(Fact):
    """A picture for the officers' eyes was uploaded to a claim and waits to be re-encoded."""

    verification_id: int
    claim_photo_id: int


@dataclass(frozen=True)
class VisitNoted(Fact):
    """An officer wrote down what was seen at a maker's place."""

    verification_id: int
    visit_id: int


@dataclass(frozen=True)
class ListingPublished(Fact):
    """A listing went on sale."""

    listing_id: UUID
    artisan_id: UUID


@dataclass(frozen=True)
class ListingWithdrawn(Fact):
    """A listing was taken off sale."""

    listing_id: UUID
    artisan_id: UUID


@dataclass(frozen=True)
class TiersChanged(Fact):
    """A variant has other prices for many."""

    variant_id: int
    listing_id: UUID


@dataclass(frozen=True)
class ArtisanAway(Fact):
    """A maker will be away; promises shift."""

    artisan_id: UUID


@dataclass(frozen=True)
class ArtisanBack(Fact):
    """A maker is back before the day that was told, or stays after all."""

    artisan_id: UUID


@dataclass(frozen=True)
class CapacityChanged(Fact):
    """A maker makes more or fewer of a listing in a week, or takes another time for one."""

    listing_id: UUID


@dataclass(frozen=True)
class ChangeProposed(Fact):
    """A maker put other words for a listing on sale before the district; the old ones stay live."""

    proposal_id: UUID
    listing_id: UUID
    artisan_id: UUID
    district_id: int
    verification_id: int


@dataclass(frozen=True)
class ProposalEdited(Fact):
    """A maker edited a change that waits."""

    proposal_id: UUID
    listing_id: UUID


@dataclass(frozen=True)
class ChangeTakenBack(Fact):
    """A maker left a listing as it was."""

    proposal_id: UUID
    listing_id: UUID


@dataclass(frozen=True)
class ListingChanged(Fact):
    """An officer let a change go live: buyers read the new words."""

    listing_id: UUID
    artisan_id: UUID
    proposal_id: UUID


@dataclass(frozen=True)
class PriceChanged(Fact):
    """A variant has another price."""

    variant_id: int
    listing_id: UUID
    old_paise: int
    new_paise: int


@dataclass(frozen=True)
class PhotoAdded(Fact):
    """A picture was uploaded and waits to be re-encoded."""

    photo_id: int
    listing_id: UUID


@dataclass(frozen=True)
class PhotoRemoved(Fact):
    """A picture was taken off a listing; its files go when no other picture uses them."""

    photo_id: int
    listing_id: UUID
    sha256: str


@dataclass(frozen=True)
class VoiceAdded(Fact):
    """A voice was uploaded and waits to be re-encoded."""

    voice_id: UUID
    artisan_id: UUID


@dataclass(frozen=True)
class VoiceSent(Fact):
    """A voice was put before the district's officers, to be heard."""

    voice_id: UUID
    artisan_id: UUID
    district_id: int
    verification_id: int


@dataclass(frozen=True)
class VoiceRemoved(Fact):
    """A voice was taken off, or made way for a newer one; its files go."""

    voice_id: UUID
    digest: str


@dataclass(frozen=True)
class PortraitSent(Fact):
    """A maker put a new story or photo of the page before the district's officers."""

    portrait_id: UUID
    artisan_id: UUID
    district_id: int
    verification_id: int


@dataclass(frozen=True)
class PortraitReplaced(Fact):
    """A photo of a maker's page is not shown any more; its files go when nothing else uses them."""

    portrait_id: UUID
    sha256: str


@dataclass(frozen=True)
class UploadTaken(Fact):
    """A file that came in pieces was taken; its pieces go."""

    upload_id: UUID


@dataclass(frozen=True)
class FacilityEntered(Fact):
    """An officer entered a support place of a district."""

    facility_id: int
    district_id: int


@dataclass(frozen=True)
class FacilityClosed(Fact):
    """An officer closed a support place of a district."""

    facility_id: int
    district_id: int


@dataclass(frozen=True)
class SynonymMade(Fact):
    """An officer said that one word of a search means another."""

    synonym_id: int


@dataclass(frozen=True)
class SynonymRetired(Fact):
    """An officer took a synonym back."""

    synonym_id: int


@dataclass(frozen=True)
class MarkClaimed(Fact):
    """A maker claimed a mark: the district's officers look at it."""

    mark_id: UUID
    artisan_id: UUID
    district_id: int
    verification_id: int


@dataclass(frozen=True)
class MarkSeen(Fact):
    """The first of two officers looked at a mark; it waits for the second."""

    mark_id: UUID
    verification_id: int
    district_id: int


@dataclass(frozen=True)
class ProductNominated(Fact):
    """A State officer named a product, or a cluster, for districts."""

    nomination_id: int
    districts: int


@dataclass(frozen=True)
class NominationAccepted(Fact):
    """The national officer took a product or a cluster into the registry."""

    nomination_id: int
    districts: int


@dataclass(frozen=True)
class NominationReturned(Fact):
    """The national officer sent a nomination back."""

    nomination_id: int


@dataclass(frozen=True)
class ProductRetired(Fact):
    """The national officer took a product out of the registry."""

    district_product_id: int
    district_id: int


@dataclass(frozen=True)
class GoodsFileSent(Fact):
    """A maker sent a file of goods: it waits to be read."""

    goods_file_id: UUID
    artisan_id: UUID


@dataclass(frozen=True)
class GoodsFileConfirmed(Fact):
    """The maker said yes to what a file would do: its rows wait to be written."""

    goods_file_id: UUID
    artisan_id: UUID


@dataclass(frozen=True)
class GoodsRowsWritten(Fact):
    """Some rows of a file of goods were written; `left` of them still wait."""

    goods_file_id: UUID
    artisan_id: UUID
    rows: int
    left: int


@dataclass(frozen=True)
class ListingCopied(Fact):
    """A maker began a piece like one they have."""

    listing_id: UUID
    like_id: UUID


@dataclass(frozen=True)
class ClusterRetired(Fact):
    """The national officer took a cluster out of the registry."""

    cluster_id: int
