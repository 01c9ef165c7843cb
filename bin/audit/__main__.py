"""`python -m bin.audit`: hold every law against the database of DATABASE_URL and print what was found."""

from __future__ import annotations

import os
import sys

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from bin.audit import Finding, audit


def main() -> int:
    """Print each law with its counts; 1 when one is broken, 2 when there is no database to read."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        print("DATABASE_URL is missing; `make audit` sets it.", file=sys.stderr)
        return 2
    engine = create_engine(
        url, isolation_level="REPEATABLE READ"
    )  # one moment of the books, while the house works on
    try:
        with Session(engine) as session:
            findings = audit(session)
    finally:
        engine.dispose()
    for finding in findings:
        print(line(finding))
    broken = [finding for finding in findings if finding.broken]
    print()
    if broken:
        print(f"{len(broken)} of {len(findings)} laws are broken.")
        return 1
    print(f"All {len(findings)} laws hold, over {sum(finding.seen for finding in findings):,} rows.")
    return 0


def line(finding: Finding) -> str:
    """One law on one line, and on the next what breaks it."""
    mark = "BROKEN" if finding.broken else "holds"
    counts = f"{finding.seen:>9,} rows  {finding.broken:>5,} wrong"
    said = f"{finding.law.number:<4} {mark:<7} {counts}  {finding.law.sentence}"
    return said + "".join(f"\n       {example}" for example in finding.examples)


if __name__ == "__main__":
    sys.exit(main())
