"""Print the time-based code that one of the demo staff needs now: `python -m demo.code var nandita.rao`."""

from __future__ import annotations

import sys
from pathlib import Path

from demo.people.keys import KEY_FILE, read_keys
from demo.people.staff import MAIL_DOMAIN, STAFF
from kit import clock


def main(arguments: list[str]) -> int:
    """Print the six digits; with 2, say what is missing: the home (`ZILA_HOME`), or who it is for."""
    home, who = (*arguments, "", "")[:2]
    email = who.lower() if "@" in who else f"{who.lower()}@{MAIL_DOMAIN}"
    if email not in {staff.email for staff in STAFF}:
        names = ", ".join(staff.email.partition("@")[0] for staff in STAFF)
        print(f"Say the home of the demo world and one of its staff: {names}.", file=sys.stderr)
        return 2
    if not (Path(home) / KEY_FILE).exists():
        print(f"There is no demo world in {home}: `make run` makes one.", file=sys.stderr)
        return 2
    print(read_keys(Path(home)).code(email, clock.now()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
