"""`make admin EMAIL=you@example.org`: invite somebody to administer, and print the link that lets them in.

The operator at the machine is the one who may do so without being asked who they are. The same link goes out by
mail; it works once, for seven days. Whoever has an account keeps it and chooses a new password.
"""

from __future__ import annotations

import argparse
import sys

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

import kit.db
from config import Config, ConfigError
from kit import events, keys, letters
from kit.clock import now
from people.actions import invite
from people.errors import WrongEmail
from people.rules import INVITATION_LIFE, Role, ScopeKind
from storefront.app import post_of
from worker import SUBSCRIBERS


def invite_admin(email: str, config: Config) -> str:
    """Write the invitation; answers its link. Raises WrongEmail."""
    engine = create_engine(config.database_url, poolclass=NullPool)
    kit.db.bind(engine)
    keys.use(config.secret_key)
    letters.use(post_of(config))
    events.subscribe(SUBSCRIBERS)
    with kit.db.transaction() as session:
        token = invite(session, email, Role.ADMIN, ScopeKind.NATION, by=None, at=now())
    return f"{config.public_url}/invitations/{token}"


def main(arguments: list[str] | None = None) -> int:
    """Invite the admin. Answers 1, with one sentence, when the address or a setting does not do."""
    parser = argparse.ArgumentParser(prog="make admin", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("email", help="where the invitation goes")
    asked = parser.parse_args(arguments)
    try:
        link = invite_admin(asked.email, Config.from_env())
    except ConfigError as wrong:
        print(wrong, file=sys.stderr)
        return 1
    except WrongEmail:
        print(
            f"{asked.email!r} cannot be an e-mail address: make admin EMAIL=you@example.org", file=sys.stderr
        )
        return 1
    print(
        f"{asked.email} is invited to administer Zila Haat. Open this link within {INVITATION_LIFE.days} days:"
    )
    print(f"  {link}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
