"""What is yours: everything a maker has with us, as one packet of tables, at any time.

The packet is written to a file that leaves memory when it grows, row after row, and goes when it has been sent. What
names a buyer (name, mobile, address) is not in it: it is theirs. Bills, which the law has sellers keep, stand with
each order.
"""

from __future__ import annotations

import csv
import io
import zipfile
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from flask import Response, g, render_template
from flask_babel import gettext as _

from catalog.models import Artisan
from catalog.queries import artisan_by_id
from catalog.sheet_writing import BOM, safe
from kit.clock import business_day
from people.rules import Permission
from storefront.access import artisan_id, requires
from storefront.edge import limiter
from storefront.workshop.own_tables import Table, tables

IN_MEMORY_MAX = 4 * 1024 * 1024
CHUNK = 64 * 1024
PACKETS = "6 per hour"


def _maker() -> str:
    return f"workshop:{artisan_id(Permission.MONEY_READ)}"


@requires(Permission.MONEY_READ)
def show() -> Any:
    return render_template("workshop/own_data.html", tables=tables())


@requires(Permission.MONEY_READ)
@limiter.limit(PACKETS, key_func=_maker)
def packet() -> Any:
    artisan = artisan_by_id(g.session, artisan_id(Permission.MONEY_READ))
    assert artisan is not None
    day = business_day(g.now).isoformat()
    file = _packed(artisan, day)
    answer = Response(iter(partial(file.read, CHUNK), b""), mimetype="application/zip")
    name = f"zila-haat-{artisan.slug}-{day}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.call_on_close(file.close)
    return answer


def _packed(artisan: Artisan, day: str) -> IO[bytes]:
    """The packet, ready to be sent from its beginning."""
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY_MAX)  # noqa: SIM115 - the answer closes it
    told = tables()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("README.txt", BOM + _readme(artisan, told, day))
        for table in told:
            _add(box, table, artisan)
    file.seek(0)
    return file


def _add(box: zipfile.ZipFile, table: Table, artisan: Artisan) -> None:
    with (
        box.open(f"{table.name}.csv", "w") as part,
        io.TextIOWrapper(part, encoding="utf-8", newline="") as page,
    ):
        page.write(BOM)
        writer = csv.writer(page)
        writer.writerow(table.headings)
        for row in table.rows(artisan):
            writer.writerow(["" if cell is None else safe(cell) for cell in row])


def _readme(artisan: Artisan, told: list[Table], day: str) -> str:
    lines = [
        _("Everything %(name)s has at Zila Haat, on %(day)s.", name=artisan.name, day=day),
        "",
        *(f"{table.name}.csv: {table.holds}" for table in told),
        "",
        _(
            "Each file opens in Excel, LibreOffice or Google Sheets. Times are Indian time, money is in rupees."
        ),
        _("A cell that begins with ' holds words that a spreadsheet would otherwise calculate with."),
        _(
            "Names, numbers and addresses of buyers are theirs and not in here. Your bills stand with each order."
        ),
    ]
    return "\r\n".join(lines) + "\r\n"
