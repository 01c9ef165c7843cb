"""The three kinds of failure.

Refusal      the rules say no; has a `code` and details; the face finds the words
Unreachable  the outside failed; is tried again, with an end
(anything else is a mistake of ours: it crashes and is seen)
"""

from __future__ import annotations

from typing import Any, ClassVar


class Refusal(Exception):
    """The rules say no. `code` names why; `details` hold what the sentence needs."""

    code: ClassVar[str] = "refused"

    def __init__(self, **details: Any) -> None:
        super().__init__(self.code, details)
        self.details = details

    def __str__(self) -> str:
        return f"{self.code} {self.details}" if self.details else self.code


class Unreachable(Exception):
    """Something outside the house did not answer; trying again later may help."""
