"""Found through the officer: the districts of their grants. Another district's row is a 404."""

from __future__ import annotations

from flask import abort, g

from catalog.models import Appeal, Verification
from catalog.queries import claim_in
from catalog.queries.claims import appeal_in
from people.queries.places import districts
from people.rules import Permission, reach


def my_districts(permission: Permission = Permission.LISTING_REVIEW) -> set[int]:
    """The districts in which the officer may do something (verify): named ones, and all of a State named."""
    held = reach(g.grants, permission)
    if held.nation:
        return {line.id for line in districts(g.session)}
    found = set(held.districts)
    for state_code in held.states:
        found |= {line.id for line in districts(g.session, state_code)}
    return found


def my_states() -> frozenset[str]:
    """The States whose appeals the person decides."""
    return reach(g.grants, Permission.APPEAL_DECIDE).states


def appeal(appeal_id: int, *, lock: bool = False) -> Appeal:
    """One appeal of the officer's States; another State's is a 404."""
    return appeal_in(g.session, my_states(), appeal_id, lock=lock) or abort(404)


def claim_to_read(verification_id: int) -> Verification:
    """One claim of the districts that the person oversees, the nation among them."""
    return claim_in(g.session, my_districts(Permission.CLAIM_READ), verification_id) or abort(404)


def claim(verification_id: int, *, lock: bool = False) -> Verification:
    """One claim of the officer's districts; `lock` for those who will decide it."""
    return claim_in(g.session, my_districts(), verification_id, lock=lock) or abort(404)
