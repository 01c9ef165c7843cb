"""How long a file of many pieces takes, and what it costs in memory, as JSON lines.

    python -m bench.goods_files [--rows 5000]

It starts a PostgreSQL of its own in a scratch folder, loads the registry, registers a workshop, and sends files as the
workshop's page does: new pieces as .xlsx and as .csv, then a price and a count for each of them; at last all goods go
out again. The processor's time of this process stands beside the clock's, which other work on the machine lengthens.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, select

import worker
from bench.__main__ import ROOT, environment, say
from bin.postgres import start_postgres
from catalog.actions import Workshop, confirm_goods_file, register_artisan, send_goods_file
from catalog.models import Artisan, GoodsFile
from catalog.queries.goods_files import goods_forms
from catalog.rules.artisan import ArtisanKind
from catalog.rules.goods_file import HEADINGS, Column, FileStatus
from catalog.sheet_writing import Page, as_csv, as_xlsx
from kit import events
from kit.clock import now
from kit.db import bind, transaction
from kit.ids import new_id
from people.models import District, Person
from stock.actions import read_goods_file, write_goods_rows
from tax.rules import SellerKind, gstin_of

HEADS = [names[1] for names in HEADINGS.values()]
STORY = "घर के करघे पर तीन दिन में बुनी, किनारी हाथ से काढ़ी। " * 6
Row = list[str | int]


def main() -> int:
    """Measure and print; answers 1 when a file was not written whole."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.goods_files", description="Measure files of goods."
    )
    parser.add_argument("--rows", type=int, default=5_000, help="rows of each file")
    rows = parser.parse_args().rows
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zila-files-")))
        postgres = start_postgres(home)
        stack.callback(postgres.stop)
        env = environment(postgres.url, "redis://127.0.0.1:9", home)
        for command in (["alembic", "upgrade", "head"], ["bin.registry"]):
            subprocess.run(
                [sys.executable, "-m", *command], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
            )
        engine = create_engine(postgres.url)
        stack.callback(engine.dispose)
        bind(engine)
        events.subscribe(worker.SUBSCRIBERS)
        first, second = a_workshop("Asha", "ABCPA1234F"), a_workshop("Bina", "ABCPB5678K")
        written = [
            taken(engine, first, "new pieces, xlsx", as_xlsx([Page("Goods", HEADS, new_pieces(rows))]), rows),
            taken(engine, second, "new pieces, csv", as_csv(HEADS, new_pieces(rows)), rows),
            taken(engine, first, "price and stock, csv", as_csv(HEADS, dearer(rows)), rows),
        ]
        with measured("all goods out, xlsx"), transaction() as session:
            forms = goods_forms(session, first, "hi")
            body = as_xlsx(
                [Page("Goods", HEADS, [[form.cells.get(c, "") for c in Column] for form in forms])]
            )
        say("file_size", kb=len(body) // 1024, forms=len(forms))
    return 0 if all(written) else 1


def a_workshop(name: str, pan: str) -> Any:
    """A workshop in Bankura; its id."""
    with transaction() as session:
        person = Person(id=new_id(), name=name, mobile=None, email=None, language="hi", joined_at=now())
        session.add(person)
        session.flush()
        told = Workshop(
            kind=ArtisanKind.INDIVIDUAL,
            name=name,
            legal_name=name,
            district_id=session.scalars(select(District.id).where(District.name == "Bankura")).one(),
            address_line="12, Loom Street",
            pin="722122",
            gst_kind=SellerKind.REGULAR,
            gstin=gstin_of("19", pan),
            enrolment_no="",
            pan=pan,
        )
        return register_artisan(session, told, person_id=person.id, at=now()).id


def new_pieces(rows: int) -> Iterator[Row]:
    """Rows as a workshop writes them: names and stories in two languages, price, stock, weight, material."""
    for number in range(rows):
        said: dict[Column, str | int] = {
            Column.CODE: f"S-{number}",
            Column.CRAFT: "Agarbatti",
            Column.TITLE_HI: f"लाल किनारी की साड़ी {number}",
            Column.TITLE_EN: f"Saree with a red border {number}",
            Column.STORY_HI: STORY,
            Column.STORY_EN: "Woven at home in three days, its border embroidered by hand. " * 5,
            Column.PRICE: 2350 + number,
            Column.STOCK: 3,
            Column.WEIGHT: 600,
            Column.MATERIALS: "कपास",
        }
        yield [said.get(column, "") for column in Column]


def dearer(rows: int) -> Iterator[Row]:
    """A new price and count for each of them, by its code."""
    for number in range(rows):
        said: dict[Column, str | int] = {
            Column.CODE: f"S-{number}",
            Column.PRICE: 3000 + number,
            Column.STOCK: 5,
        }
        yield [said.get(column, "") for column in Column]


def taken(engine: Engine, artisan_id: Any, what: str, content: bytes, rows: int) -> bool:
    """Send one file, read it, say yes, write it; whether every row was written."""
    with transaction() as session:
        artisan = session.get_one(Artisan, artisan_id)
        file_id = send_goods_file(
            session, artisan, filename=what, content=content, by=artisan.person_id, at=now()
        ).id
    with measured(f"read: {what}", rows=rows, kb=len(content) // 1024), transaction() as session:
        read_goods_file(session, file_id, at=now())
    with transaction() as session:
        file = session.get_one(GoodsFile, file_id)
        confirm_goods_file(session, file, by=file.sent_by, at=now())
    with measured(f"write: {what}", rows=rows, engine=engine):
        left = 1
        while left:
            with transaction() as session:
                left = write_goods_rows(session, file_id, at=now())
    with transaction() as session:
        file = session.get_one(GoodsFile, file_id)
        return file.status is FileStatus.WRITTEN and file.rows_done == rows and not file.totals["wrong"]


@contextmanager
def measured(what: str, *, rows: int = 0, kb: int = 0, engine: Engine | None = None) -> Iterator[None]:
    """Say how long something took by the clock and the processor, and how large the process has grown at most."""
    counted = [0]

    def count(*_: Any) -> None:
        counted[0] += 1

    if engine is not None:
        event.listen(engine, "before_cursor_execute", count)
    clock, processor = time.perf_counter(), time.process_time()
    yield
    said: dict[str, Any] = {
        "what": what,
        "seconds": round(time.perf_counter() - clock, 1),
        "processor_seconds": round(time.process_time() - processor, 1),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    if kb:
        said["kb"] = kb
    if engine is not None:
        event.remove(engine, "before_cursor_execute", count)
        said["statements_a_row"] = round(counted[0] / rows, 1)
    say("goods_file", **said)


if __name__ == "__main__":
    sys.exit(main())
