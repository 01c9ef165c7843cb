"""All of a maker's own data as tables: what stands in which file of the packet they may take at any time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask import current_app, g
from flask_babel import gettext as _

from catalog.actions import workshop_of
from catalog.models import Artisan
from catalog.queries import own_data, workshop_place
from catalog.queries.goods_files import goods_forms
from catalog.rules.goods_file import Column
from kit.clock import IST
from kit.money import Money
from orders.queries.orders import passbook
from orders.queries.own_data import own_asked, own_sales
from people.models import Person
from people.queries.people import notices_of
from stock.queries import free_of_owner, moves_of_owner
from storefront.words import label
from storefront.words.goods_files import heading

Row = Sequence[Any]


class Table(NamedTuple):
    """One file of the packet: its name, what it holds, its headings and its rows."""

    name: str
    holds: str
    headings: Sequence[str]
    rows: Callable[[Artisan], Iterable[Row]]


def tables() -> list[Table]:
    """The files of the packet, in the reader's words."""
    piece, at, form = _("Piece (address)"), _("When"), _("Size or colour")
    return [
        Table("profile", _("You and your workshop"), (_("What"), _("Said")), _profile),
        Table(
            "pieces",
            _("Your pieces, in each language you wrote"),
            (
                piece,
                _("Where it stands"),
                _("Begun"),
                _("On sale since"),
                _("Language"),
                _("Name"),
                _("Story"),
                _("Care"),
            ),
            _pieces,
        ),
        Table(
            "sizes",
            _("Each size and colour with price, stock and details"),
            (piece, _("Where it stands"), *(heading(column) for column in Column)),
            _sizes,
        ),
        Table(
            "prices",
            _("Each change of a price"),
            (piece, _("Number here"), form, _("Before, in rupees"), _("After, in rupees"), at),
            _prices,
        ),
        Table(
            "photos",
            _("Your photos: where each can be fetched"),
            (piece, _("Place"), _("Where it stands"), _("What is on it"), _("Address")),
            _photos,
        ),
        Table(
            "marks",
            _("Marks you claimed"),
            (
                _("Mark"),
                _("Number"),
                _("Given by"),
                _("Where it stands"),
                piece,
                _("Claimed"),
                _("Checked"),
                _("Ends"),
            ),
            _marks,
        ),
        Table(
            "stock",
            _("Each time pieces came, went or were counted"),
            (at, _("Number here"), piece, form, _("Pieces"), _("Came from"), _("Went to"), _("Why")),
            _moves,
        ),
        Table(
            "sales",
            _("Each thing you sold, with its tax"),
            (
                at,
                _("Order"),
                _("Where sold"),
                _("State of the parcel"),
                _("Bill"),
                _("Day of the bill"),
                _("Goods"),
                _("Pieces"),
                _("Price of one, in rupees"),
                "HSN",
                _("GST rate, %"),
                _("Before tax, in rupees"),
                _("GST, in rupees"),
                _("Together, in rupees"),
                _("Taxed for the State"),
            ),
            _sales,
        ),
        Table(
            "money",
            _("Your passbook: what was kept of each sale, and what is yours"),
            (
                at,
                _("Order"),
                _("Goods"),
                _("The buyer paid"),
                _("of it for delivery"),
                _("Zila Haat’s fee"),
                _("GST on the fee"),
                _("TCS (GST, yours to claim back)"),
                _("TDS (income tax, yours to claim back)"),
                _("Yours"),
                _("Where it stands"),
                _("Ready since"),
            ),
            _money,
        ),
        Table(
            "questions",
            _("What buyers asked, and your answers"),
            (piece, _("Question"), _("Asked"), _("Answer"), _("Answered")),
            lambda artisan: (
                (s, w, _at(a), an, _at(b)) for s, w, a, an, b in own_asked(g.session, artisan.id)
            ),
        ),
        Table(
            "letters",
            _("Letters and SMS we sent you"),
            (at, _("How sent"), _("Subject"), _("Words")),
            _letters,
        ),
    ]


def _at(moment: datetime | None) -> str:
    """A moment as Indian clocks show it."""
    return moment.astimezone(IST).strftime("%Y-%m-%d %H:%M") if moment else ""


def _rupees(paise: Money | None) -> str:
    if paise is None:
        return ""
    whole, part = divmod(abs(int(paise)), 100)
    return f"{'-' if paise < 0 else ''}{whole}.{part:02d}"


def _profile(artisan: Artisan) -> Iterable[Row]:
    person = g.session.get(Person, artisan.person_id)
    place = workshop_place(g.session, artisan)
    told = workshop_of(artisan)
    yield _("Your name"), person.name
    yield _("Mobile number"), person.mobile or ""
    yield _("E-mail"), person.email or ""
    yield _("With us since"), _at(person.joined_at)
    yield _("Name of the workshop"), told.name
    yield _("Name as on the PAN card"), told.legal_name
    yield _("Who makes the goods?"), label(told.kind)
    yield _("House, street, village"), told.address_line
    yield _("PIN code"), told.pin
    yield _("District"), place.district_name
    yield _("State or Union Territory"), place.state_name
    yield "PAN", told.pan
    yield "GSTIN", told.gstin
    yield _("Enrolment number"), told.enrolment_no
    yield _("About you and your work"), told.story
    yield _("Language of your letters"), told.language
    yield _("Where it stands"), label(artisan.status)
    yield _("Verified"), _at(artisan.verified_at)


def _pieces(artisan: Artisan) -> Iterable[Row]:
    for slug, status, begun, published, *said in own_data.own_texts(g.session, artisan.id):
        yield slug, label(status), _at(begun), _at(published), *said


def _sizes(artisan: Artisan) -> Iterable[Row]:
    held = free_of_owner(g.session, artisan.id)
    for form in goods_forms(g.session, artisan.id):
        ready = held[form.variant_id].on_hand if form.variant_id in held else 0
        cells = {**form.cells, Column.STOCK: str(ready)}
        yield form.slug, label(form.status), *(cells.get(column, "") for column in Column)


def _prices(artisan: Artisan) -> Iterable[Row]:
    for slug, number, name, old, new, at in own_data.own_price_changes(g.session, artisan.id):
        yield slug, number, name, _rupees(old), _rupees(new), _at(at)


def _photos(artisan: Artisan) -> Iterable[Row]:
    origin = current_app.config["PUBLIC_ORIGIN"]
    for slug, place, state, alt, path in own_data.own_photos(g.session, artisan.id):
        yield slug, place, state, alt, f"{origin}{path}" if path else ""


def _marks(artisan: Artisan) -> Iterable[Row]:
    rows = own_data.own_marks(g.session, artisan.id)
    for kind, number, issuer, status, slug, claimed, checked, ends in rows:
        yield label(kind), number, issuer, label(status), slug, _at(claimed), _at(checked), ends


def _moves(artisan: Artisan) -> Iterable[Row]:
    named = {
        form.variant_id: (form.slug, form.cells[Column.SIZE]) for form in goods_forms(g.session, artisan.id)
    }
    for at, number, pieces, source, target, reason in moves_of_owner(g.session, artisan.id):
        slug, form = named.get(number, ("", ""))
        yield _at(at), number, slug, form, pieces, label(source), label(target), label(reason)


def _sales(artisan: Artisan) -> Iterable[Row]:
    for parcel, line, number, channel, state, bill in own_sales(g.session, artisan.id):
        tax = line.cgst_paise + line.sgst_paise + line.utgst_paise + line.igst_paise
        yield (
            _at(parcel.confirmed_at),
            number,
            label(channel),
            label(parcel.status),
            bill.number if bill else "",
            bill.day.isoformat() if bill else "",
            line.title,
            line.quantity,
            _rupees(line.unit_price_paise),
            line.hsn,
            f"{line.rate_bp / 100:g}",
            _rupees(line.taxable_paise),
            _rupees(Money(tax)),
            _rupees(line.total_paise),
            state,
        )


def _money(artisan: Artisan) -> Iterable[Row]:
    states = {"held": _("held"), "payable": _("ready"), "back": _("not sent, paid back")}
    for line in passbook(g.session, artisan.id, limit=None):
        it = line.parcel
        back = line.state == "back"
        yield (
            _at(it.confirmed_at),
            line.order_number,
            line.titles,
            _rupees(it.total_paise),
            _rupees(it.delivery_paise),
            *(_rupees(None if back else part) for part in (it.fee_paise, it.fee_tax_paise)),
            *(_rupees(None if back else part) for part in (it.tcs_paise, it.tds_paise)),
            _rupees(Money(0) if back else it.payable_paise),
            states[line.state],
            _at(it.released_at),
        )


def _letters(artisan: Artisan) -> Iterable[Row]:
    for notice in notices_of(g.session, artisan.person_id):
        words = notice.body if notice.sent_at else ""  # one that holds a code is emptied once it is sent
        yield _at(notice.written_at), label(notice.channel), notice.subject, words
