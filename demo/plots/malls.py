"""What the two malls asked of makers of their own State, and what their tills rang."""

from __future__ import annotations

from dataclasses import dataclass

from demo.people.staff import UJJAIN, VARANASI, Mall
from demo.plots.orders import BATIK, CHANDERI, KHURJA

BATUA = "bhopal-zardozi-batua-velvet-drawstring"
DEER = "indore-leather-toy-deer-stitched-over-wire-frame-22-cm"
SEV = "ratlami-sev-clove-and-pepper-crisp-500-g"
GANESHA = "bhedaghat-marble-ganesha-hand-carved-15-cm"
RICE = "balaghat-chinnor-aromatic-rice-1-kg"
CARPET = "gwalior-hand-knotted-wool-carpet-floral-field-4-x-6-ft"
TOYS = "varanasi-lacquered-wooden-toy-kitchen-set-12-pieces"
BEADS = "varanasi-lampwork-glass-bead-necklace-sea-green"
BANGLES = "firozabad-glass-bangles-gold-rimmed-box-of-24-sea-blue"
KURTA = "lucknow-chikan-kurta-white-on-white-cotton-mulmul-women"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A consignment: `pieces` of a good for the State's stall or its district's, raised `days` ago.

    `note` is what the mall wrote, and its name here: no two of one maker say the same.
    """

    mall: Mall
    slug: str
    pieces: int
    days: float
    note: str
    district_stall: bool = False
    broken: int = 0
    declined: bool = False


@dataclass(frozen=True, kw_only=True)
class Rung:
    """A shift at the first till, begun `days` ago: the pieces of each sale. `short_paise` was missing at the count.

    An open one still runs.
    """

    mall: Mall
    days: float
    sales: tuple[dict[str, int], ...]
    short_paise: int = 0
    open: bool = False


ASKED = (
    Asked(
        mall=UJJAIN,
        slug=BATIK,
        pieces=10,
        days=30,
        note="For the first shelf of the home district",
        district_stall=True,
        broken=1,
    ),
    Asked(mall=UJJAIN, slug=BATUA, pieces=8, days=26, note="Small gifts beside the till"),
    Asked(mall=UJJAIN, slug=DEER, pieces=5, days=22, note="For the shelf of Indore", district_stall=True),
    Asked(mall=UJJAIN, slug=SEV, pieces=20, days=18, note="Sells out each week", broken=2),
    Asked(mall=UJJAIN, slug=CARPET, pieces=1, days=12, note="One for the show window", declined=True),
    Asked(mall=UJJAIN, slug=GANESHA, pieces=5, days=9, note="For the shelf of Jabalpur", district_stall=True),
    Asked(mall=UJJAIN, slug=RICE, pieces=20, days=4, note="Harvest week"),
    Asked(mall=UJJAIN, slug=CHANDERI, pieces=8, days=2, note="Before the wedding season"),
    Asked(
        mall=UJJAIN, slug=BATIK, pieces=10, days=0.4, note="The shelf is nearly empty", district_stall=True
    ),
    Asked(mall=VARANASI, slug=TOYS, pieces=10, days=24, note="Toys at the height of children", broken=1),
    Asked(mall=VARANASI, slug=BEADS, pieces=6, days=20, note="For the glass case", district_stall=True),
    Asked(mall=VARANASI, slug=KHURJA, pieces=8, days=16, note="Sets of four, packed singly", broken=1),
    Asked(mall=VARANASI, slug=BANGLES, pieces=15, days=3.5, note="All sizes"),
    Asked(mall=VARANASI, slug=KURTA, pieces=5, days=0.6, note="Sizes M and L"),
)

RUNG = (
    Rung(mall=UJJAIN, days=11, sales=({BATUA: 1}, {DEER: 1, BATIK: 1}, {SEV: 3})),
    Rung(mall=VARANASI, days=6, sales=({TOYS: 1}, {BEADS: 2})),
    Rung(mall=UJJAIN, days=1.4, sales=({BATIK: 1}, {SEV: 2, BATUA: 1}), short_paise=10_00),
    Rung(mall=UJJAIN, days=0.1, sales=({SEV: 1},), open=True),
)
