"""The tables of `catalog`."""

from catalog.models.registry import Craft as Craft
from catalog.models.registry import CraftFamily as CraftFamily
from catalog.models.registry import CraftVariant as CraftVariant
from catalog.models.registry import DistrictProduct as DistrictProduct
from catalog.models.registry import GIGood as GIGood
