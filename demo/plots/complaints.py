"""What buyers complain of in the demo world: one waits, one is answered, one is decided, one is before the State."""

from __future__ import annotations

from dataclasses import dataclass

from orders.rules.complaints import ComplaintKind, Outcome


@dataclass(frozen=True, kw_only=True)
class Complained:
    """A complaint about the parcel with `slug` of the order `order`, `days` ago.

    `to_maker` is the office's question and `answer` the maker's; `outcome` decides it, `appealed` is the buyer's word
    against the decision. What is empty has not happened.
    """

    order: str
    slug: str
    days: float
    kind: ComplaintKind
    words: str
    to_maker: str = ""
    answer: str = ""
    outcome: Outcome | None = None
    decision: str = ""
    appealed: str = ""


COMPLAINTS = (
    Complained(
        order="stole sent",
        slug="ajrakh-cotton-stole-indigo-and-madder-star-grid",
        days=0.3,
        kind=ComplaintKind.NOT_ARRIVED,
        words="The courier says it was handed over, and nobody here has it. Please find the stole or send another.",
    ),
    Complained(
        order="horse came",
        slug="bankura-terracotta-horse-panchmura-14-inch-pair",
        days=2.4,
        kind=ComplaintKind.BROKEN,
        words="One of the two horses came with its ear broken off. I would like one whole horse, not the money.",
        to_maker="How were the horses packed? Can you send one more?",
        answer="In straw and a carton. I can fire one more this week and send it at my own cost.",
    ),
    Complained(
        order="stole paid",
        slug="ajrakh-cotton-stole-indigo-and-madder-star-grid",
        days=6,
        kind=ComplaintKind.NOT_AS_DESCRIBED,
        words="The blue is darker than on the screen.",
        to_maker="The buyer finds the blue darker than in the picture. What do you say?",
        answer="Indigo by hand differs from vat to vat, as the page of the piece says.",
        outcome=Outcome.EXPLAINED,
        decision="Natural indigo differs from vat to vat, and the page says so. The stole can still be sent back.",
    ),
    Complained(
        order="saree paid",
        slug="ujjain-batik-cotton-saree-crackle-ground-maroon",
        days=8,
        kind=ComplaintKind.NOT_AS_DESCRIBED,
        words="The colour bled in the first wash, although cold water was used.",
        to_maker="The buyer says that the colour bled in cold water. How is the cloth washed before you send it?",
        answer="Twice in cold water. Maroon can bleed a little the first time.",
        outcome=Outcome.NOT_UPHELD,
        decision="A little colour in the first wash is usual with batik and is told under care.",
        appealed="It was not a little: the whole border is pink now. Please look at it again.",
    ),
)
