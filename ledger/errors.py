"""Refusals of the ledger.

Refusal
└── Unbalanced   the postings of an entry do not sum to zero in each currency
"""

from __future__ import annotations

from kit.errors import Refusal


class Unbalanced(Refusal):
    """The postings do not sum to zero."""

    code = "ledger.unbalanced"
