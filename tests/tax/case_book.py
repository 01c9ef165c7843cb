"""Reads a case of cases.json, asks the rules, and writes the answer in the shape of the case's `expect`."""

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

from kit.money import Money, half_up
from tax import errors, rules

BOOK = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
CASES = {case["id"]: case for case in BOOK["cases"]}

CODES = {
    errors.NoPan: "NO_PAN",
    errors.EnrolmentMissing: "ENROLMENT_MISSING",
    errors.GstinInvalid: "GSTIN_INVALID",
    errors.InterstateNotAllowed: "INTERSTATE_NOT_ALLOWED",
    errors.IecMissing: "IEC_MISSING",
    errors.LutMissing: "LUT_MISSING",
    errors.RateUnknown: "RATE_UNKNOWN",
    errors.SlabPriceAmbiguous: "SLAB_PRICE_AMBIGUOUS",
    errors.ConsignmentNeedsRegistration: "CONSIGNMENT_NEEDS_REGISTRATION",
    errors.ReturnNotSold: "RETURN_NOT_SOLD",
}
HEADS = ("taxable", "cgst", "sgst", "utgst", "igst", "total")


def rate_rows(rows=None):
    return [
        rules.RateRow(
            row["hsn_prefix"],
            frozenset(row["needs_flags"]),
            date.fromisoformat(row["valid_from"]),
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            row.get("rate_bp"),
            rules.Slab(*row["slab"].values()) if "slab" in row else None,
        )
        for row in (BOOK["rates"] if rows is None else rows)
    ]


RATES = rules.RateTable(rate_rows())


def answer(case):
    ways = {"order": Order.answer, "consignment": consignment, "late_payment": late_payment}
    try:
        return ways[case["given"]["type"]](case["given"])
    except errors.TaxRefusal as refusal:
        return {"refused": CODES[type(refusal)]}


def levies_of(given):
    platform = given["platform"]
    return rules.Levies(50, 10, 50_000_000, platform["commission_bp"], platform["commission_gst_bp"])


def seller_of(row):
    return rules.Seller(
        id=row["id"],
        kind=rules.SellerKind(row["kind"]),
        state=row["state"],
        person=rules.PersonKind(row["person"]),
        has_pan=row["has_pan"],
        gstin=row.get("gstin"),
        has_enrolment_no=row.get("has_enrolment_no", False),
        gross_so_far=row["gross_so_far_paise"],
        iec=row.get("iec", False),
        lut=row.get("lut", False),
    )


class Order:
    """One order: a paper for each seller, and what has come back of it."""

    @classmethod
    def answer(cls, given):
        order = cls(given)
        result = order.first_answer()
        if "events" in given:
            result["after"] = [{"event": n, **order.after(one)} for n, one in enumerate(given["events"], 1)]
        return result

    def __init__(self, given):
        self.given = given
        self.fx = given.get("fx", {}).get("inr_per_unit")
        self.channel = rules.Channel(given["channel"])
        self.levies = levies_of(given)
        dates = {name: date.fromisoformat(day) for name, day in given.get("dates", {}).items()}
        self.on = rules.rate_date(**dates) if dates else date.fromisoformat(given["date"])
        self.sellers = [seller_of(row) for row in given["sellers"]]
        self.papers = self.all_papers()
        self.back: dict[str, defaultdict[str, frozenset[int]]] = {
            seller.id: defaultdict(frozenset) for seller in self.sellers
        }
        self.settled = {seller.id: self.settle(seller) for seller in self.sellers}
        self.coupon = given.get("platform_coupon_paise", 0)
        self.fx_fell = 0

    def all_papers(self):
        for seller in self.sellers:
            rules.may_sell(seller, place=self.place(seller), buyer_gstin=self.given["buyer"].get("gstin"))
        rows = zip(self.sellers, self.given["sellers"], strict=True)
        return {seller.id: self.paper(seller, row) for seller, row in rows}

    def place(self, seller):
        buyer = self.given["buyer"]
        return rules.place_of_supply(
            seller_state=seller.state,
            delivery_state=buyer.get("delivery_state"),
            billing_state=buyer.get("billing_state"),
            buyer_gstin=buyer.get("gstin"),
            delivered_to_other=buyer.get("delivered_to") == "other_person",
            export_country=buyer.get("export_country"),
        )

    def paper(self, seller, row):
        lines = [self.line(line) for line in self.given["lines"] if line["seller"] == seller.id]
        shipping = row.get("shipping_paise", 0)
        if self.fx:
            shipping = rules.rupees_for(row.get("shipping_minor", 0), self.fx)
        mode = rules.PriceMode(row.get("shipping_price_mode", "inclusive"))
        place = self.place(seller)
        return rules.document(
            seller, lines, place=place, shipping=shipping, rates=RATES, on=self.on, shipping_mode=mode
        )

    def line(self, row):
        goods = (row["ref"], row["hsn"], frozenset(row["flags"]), row["qty"])
        if self.fx:
            return rules.Line(*goods, 0, amount=rules.rupees_for(self.minor(row), self.fx))
        return rules.Line(
            *goods,
            Money(row["unit_price_paise"]),
            rules.PriceMode(row["price_mode"]),
            row.get("seller_discount_paise", 0),
            row.get("seller_discount_bp", 0),
        )

    @staticmethod
    def minor(row):
        gross = row["qty"] * row["unit_price_minor"]
        return gross - half_up(gross * row.get("seller_discount_bp", 0), 10_000)

    def settle(self, seller):
        left = rules.remaining(self.papers[seller.id], self.back[seller.id])
        return rules.accruals(
            left,
            seller,
            levies=self.levies,
            platform_state=self.given["platform"]["state"],
            channel=self.channel,
        )

    def first_answer(self):
        total = sum(paper.total for paper in self.papers.values())
        result = {
            "documents": [document_answer(owner, paper) for owner, paper in self.papers.items()],
            "buyer_pays": total - self.coupon,
            "promo_expense": self.coupon,
            "sellers": self.seller_answers(),
        }
        if self.fx:
            minors = [self.minor(line) for line in self.given["lines"]]
            result["buyer_pays_minor"] = sum(minors) + sum(
                row.get("shipping_minor", 0) for row in self.given["sellers"]
            )
        return result

    def seller_answers(self):
        totals = [self.papers[seller.id].total for seller in self.sellers]
        shares = rules.coupon_shares(self.coupon, totals) if self.coupon else [0] * len(totals)
        return [
            {"seller": owner, **settled._asdict(), "coupon_share": share}
            | {"seller_payable": settled.seller_payable + self.fx_fell}
            for (owner, settled), share in zip(self.settled.items(), shares, strict=True)
        ]

    def after(self, event):
        try:
            return getattr(self, "after_" + event["type"])(event)
        except errors.ReturnNotSold:
            return {"refused": "RETURN_NOT_SOLD"}

    def after_fx_settlement(self, event):
        difference = event["received_paise"] - sum(paper.total for paper in self.papers.values())
        self.fx_fell += difference
        return {"fx_difference": difference, "sellers": self.seller_answers()}

    def after_return(self, event):
        wanted = {event["seller"]: (event["units"], event.get("shipping", False))}
        return self.take_back(wanted, deposited=event.get("tds_already_deposited", False))

    def after_return_all(self, event):
        wanted = {}
        for owner, paper in self.papers.items():
            back = self.back[owner]
            goods = [line for line in paper.lines if line.ref != rules.SHIPPING]
            units = {line.ref: set(range(1, line.quantity + 1)) - back[line.ref] for line in goods}
            shipped = len(goods) < len(paper.lines) and not back[rules.SHIPPING]
            if any(units.values()) or shipped:
                wanted[owner] = (units, shipped)
        coupon, self.coupon = self.coupon, 0
        return self.take_back(wanted, deposited=event.get("tds_already_deposited", False), coupon=coupon)

    def take_back(self, wanted, *, deposited, coupon=0):
        notes = {
            owner: rules.credit_note(self.papers[owner], units, shipping=shipping, already=self.back[owner])
            for owner, (units, shipping) in wanted.items()
        }
        for seller in self.sellers:
            if seller.id not in notes:
                continue
            before = self.settled[seller.id].tds
            for line in notes[seller.id].lines:
                self.back[seller.id][line.ref] |= frozenset(line.units)
            now = self.settle(seller)
            self.settled[seller.id] = rules.keep_deposited_tds(now, before) if deposited else now
        return {
            "credit_notes": [note_answer(owner, note) for owner, note in notes.items()],
            "buyer_refund": sum(note.total for note in notes.values()) - coupon,
            "promo_expense": self.coupon,
            "sellers": self.seller_answers(),
        }


def document_answer(owner, paper):
    lines = [line._asdict() for line in paper.lines]
    return {
        "seller": owner,
        "kind": paper.kind,
        "place_of_supply": paper.place,
        "lines": lines,
        **{head: getattr(paper, head) for head in HEADS},
    }


def note_answer(owner, note):
    lines = [line._asdict() | {"units": list(line.units)} for line in note.lines]
    return {
        "seller": owner,
        "kind": note.kind,
        "lines": lines,
        **{head: getattr(note, head) for head in HEADS},
    }


def consignment(given):
    row, mall = given["line"], given["mall"]
    line = rules.Line("L1", row["hsn"], frozenset(row["flags"]), 1, row["counter_price_paise"])
    sale = rules.agent_consignment(
        seller_of(given["principal"]),
        line,
        mall_state=mall["state"],
        transfer_bp=given["transfer_bp"],
        commission_bp=mall["commission_bp"],
        commission_gst_bp=mall["commission_gst_bp"],
        rates=RATES,
        on=date.fromisoformat(given["date"]),
    )
    return {
        "transfer_invoice": sale.transfer._asdict(),
        "counter_invoice": sale.counter._asdict(),
        "mall_gst_cash": sale.mall_gst_cash,
        "commission": sale.commission,
        **{f"commission_{head}": tax for head, tax in sale.commission_gst._asdict().items()},
        "remit_to_principal": sale.remit_to_principal,
    }


def late_payment(given):
    interest = rules.late_payment_interest(
        given["principal_paise"], days_late=given["days_late"], bank_rate_bp=given["bank_rate_bp"]
    )
    return {"interest": interest}


def differences(expected, got, path="result"):
    """Each key of `expected` must be there and equal; other keys of the answer do not matter."""
    if isinstance(expected, dict):
        if not isinstance(got, dict):
            return [f"{path}: {got!r}"]
        gone = [f"{path}.{key}: missing" for key in expected if key not in got]
        there = [key for key in expected if key in got]
        pairs = ((f"{path}.{key}", expected[key], got[key]) for key in there)
        return gone + [diff for where, a, b in pairs for diff in differences(a, b, where)]
    if isinstance(expected, list):
        if len(expected) != len(got):
            return [f"{path}: {len(got)} entries instead of {len(expected)}"]
        both = enumerate(zip(expected, got, strict=True))
        return [diff for n, (a, b) in both for diff in differences(a, b, f"{path}[{n}]")]
    return [] if expected == got else [f"{path}: {got!r} instead of {expected!r}"]
