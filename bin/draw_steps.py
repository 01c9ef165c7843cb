"""Draw docs/steps.md from the tables of steps, so that the picture and the law are the same thing.

python -m bin.draw_steps
"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Any

from bin.surroundings import ROOT
from catalog.rules.artisan import ARTISAN_STEPS
from catalog.rules.goods_file import FILE_STEPS
from catalog.rules.listing import LISTING_STEPS
from catalog.rules.marks import MARK_STEPS
from catalog.rules.nomination import NOMINATION_STEPS
from catalog.rules.portrait import PORTRAIT_STEPS
from catalog.rules.proposal import PROPOSAL_STEPS
from catalog.rules.verification import VERIFICATION_STEPS
from catalog.rules.voice import VOICE_STEPS
from kit.steps import Steps
from malls.rules import CONSIGNMENT_STEPS
from orders.rules.complaints import COMPLAINT_STEPS
from orders.rules.steps import FULFILLMENT_STEPS, ORDER_STEPS
from payments.rules import PAYMENT_STEPS, REFUND_STEPS

TARGET = ROOT / "docs" / "steps.md"
TABLES: dict[str, tuple[str, Steps[Any]]] = {
    "A workshop": ("catalog/rules/artisan.py", ARTISAN_STEPS),
    "A listing": ("catalog/rules/listing.py", LISTING_STEPS),
    "A file of goods": ("catalog/rules/goods_file.py", FILE_STEPS),
    "A mark": ("catalog/rules/marks.py", MARK_STEPS),
    "A voice": ("catalog/rules/voice.py", VOICE_STEPS),
    "A maker's page": ("catalog/rules/portrait.py", PORTRAIT_STEPS),
    "A verification": ("catalog/rules/verification.py", VERIFICATION_STEPS),
    "A change of a listing on sale": ("catalog/rules/proposal.py", PROPOSAL_STEPS),
    "A nomination": ("catalog/rules/nomination.py", NOMINATION_STEPS),
    "An order": ("orders/rules/steps.py", ORDER_STEPS),
    "A parcel (fulfillment)": ("orders/rules/steps.py", FULFILLMENT_STEPS),
    "A complaint": ("orders/rules/complaints.py", COMPLAINT_STEPS),
    "A payment": ("payments/rules.py", PAYMENT_STEPS),
    "A refund": ("payments/rules.py", REFUND_STEPS),
    "A consignment": ("malls/rules.py", CONSIGNMENT_STEPS),
}
HEAD = """# Steps

Each state machine of the house is a table in code: from here, one may go there. Anything else is refused, or was done
before and is quiet. Order, payment and parcel are three tables and are never multiplied; what a buyer reads ("2 of 3
parcels delivered") is derived from them.

Drawn from the tables by `python -m bin.draw_steps`; a test fails when this page is older than they are.
"""


def drawn() -> str:
    """The whole page."""
    return HEAD + "".join(_section(title, *table) for title, table in TABLES.items())


def _section(title: str, path: str, table: Steps[Any]) -> str:
    kind: type[StrEnum] = type(next(iter(table)))
    begins = next(iter(kind))
    lines = [f"    [*] --> {begins}"]
    for state in kind:
        onward = sorted(table[state], key=list(kind).index)
        lines += [f"    {state} --> {to}" for to in onward] or [f"    {state} --> [*]"]
    rows = [
        f"| `{state}` | {', '.join(f'`{to}`' for to in sorted(table[state], key=list(kind).index)) or 'ends'} |"
        for state in kind
    ]
    diagram = "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])
    words = "\n".join(["| from | to |", "|---|---|", *rows])
    return f"\n## {title}\n\n`{kind.__name__}`, in `{path}`.\n\n{diagram}\n\n{words}\n"


if __name__ == "__main__":
    TARGET.write_text(drawn())
    sys.exit(0)
