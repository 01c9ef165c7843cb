"""The tables of `catalog`."""

from catalog.models.artisan import Artisan as Artisan
from catalog.models.desk import Appeal as Appeal
from catalog.models.desk import ClaimAsk as ClaimAsk
from catalog.models.desk import ClaimPhoto as ClaimPhoto
from catalog.models.desk import ClaimVisit as ClaimVisit
from catalog.models.details import ListingDetails as ListingDetails
from catalog.models.details import Pack as Pack
from catalog.models.facility import Facility as Facility
from catalog.models.listing import Listing as Listing
from catalog.models.listing import ListingText as ListingText
from catalog.models.listing import PriceChange as PriceChange
from catalog.models.listing import Variant as Variant
from catalog.models.mark import Mark as Mark
from catalog.models.nomination import Nomination as Nomination
from catalog.models.nomination import ProductVersion as ProductVersion
from catalog.models.photo import Photo as Photo
from catalog.models.registry import Craft as Craft
from catalog.models.registry import CraftFamily as CraftFamily
from catalog.models.registry import CraftVariant as CraftVariant
from catalog.models.registry import DistrictProduct as DistrictProduct
from catalog.models.registry import GIGood as GIGood
from catalog.models.search import SearchMiss as SearchMiss
from catalog.models.search import SearchName as SearchName
from catalog.models.search import SearchWord as SearchWord
from catalog.models.search import Synonym as Synonym
from catalog.models.verification import Verification as Verification
