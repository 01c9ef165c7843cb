"""A guest on a phone without script: goods of three makers, one payment, three parcels, and where the money went."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from kit.clock import now
from kit.money import Money
from kit.render import rupees
from orders.tasks import release_due
from tests.journeys.house import House

pytestmark = pytest.mark.xdist_group("house")

MOBILE, EMAIL = "+919876501234", "nirmala@example.in"
PIN = "462001"  # Bhopal, Madhya Pradesh
GOOD_CARD, DECLINED_CARD = "4242 4242 4242 4242", "4000 0000 0000 0002"
LOOKS_MAX = 60
Books = Callable[..., list[tuple]]
Browse = Callable[..., Page]
SignIn = Callable[[Page, str], None]


class Good(NamedTuple):
    """What goes into the basket, who makes it, and which taxes the law puts on it in Madhya Pradesh."""

    slug: str
    title: str
    maker: str
    taxes: tuple[str, ...]


DUPATTA = Good(
    "chanderi-dupatta-tissue-edge-peacock-blue", "Chanderi dupatta", "+919000010160", ("cgst", "sgst")
)
STOLE = Good("ajrakh-cotton-stole-indigo-and-madder-star-grid", "Ajrakh", "+919000010076", ("igst",))
LAMP = Good("dindori-wrought-iron-lamp-with-birds-four-wicks", "wrought iron lamp", "+919000010169", ())
GOODS = (DUPATTA, STOLE, LAMP)


class Parcel(NamedTuple):
    """A maker's parcel as the books have it."""

    id: str
    artisan_id: str
    mobile: str
    status: str
    payable: int
    paper: str


def test_a_guest_buys_of_three_makers_and_each_gets_her_money(
    house: House, books: Books, in_the_house: None, browse: Browse, sign_in_by_mobile: SignIn
) -> None:
    buyer = browse(phone=True, script=False)
    by_the_map(buyer)
    by_the_craft(buyer)
    by_the_search_box(buyer)
    total = through_the_checkout(buyer)
    number = pays_at_the_second_try(buyer, total)
    parcels = the_order_stands(books, number, total)
    everybody_is_told(house, number, parcels, total)
    phones = {parcel: browse(phone=True) for parcel in parcels}
    for parcel, her in phones.items():
        sign_in_by_mobile(her, parcel.mobile)
        she_sends_it(her, parcel, parcels)
    follows_it(buyer, house, number)
    the_money_becomes_payable(books, number, parcels)
    for parcel, her in phones.items():
        her_passbook_says(her, books, number, parcel)
    finds_it_again(browse(phone=True, script=False), house, number, parcels)


def by_the_map(page: Page) -> None:
    """Home, a State on the cloth, a district, a piece."""
    page.goto("/")
    page.locator(".map svg a[href='/states/madhya-pradesh']").click()
    expect(page.locator("h1")).to_have_text("Madhya Pradesh")
    page.click("#districts a:text-is('Ashoknagar')")
    puts_in(page, DUPATTA)


def by_the_craft(page: Page) -> None:
    """All craft families, one of them, a piece."""
    page.goto("/crafts")
    page.click("main a[href='/crafts/block-print']")
    if not page.locator(f"a[href='/p/{STOLE.slug}']").count():
        page.click("main a.chip:has-text('block')")
    puts_in(page, STOLE)


def by_the_search_box(page: Page) -> None:
    """A few words in the box that stands on every page."""
    page.fill("header [name=q]", "dindori lamp")
    page.click("header form.find button")
    puts_in(page, LAMP)


def puts_in(page: Page, good: Good) -> None:
    """Open a piece from a shelf and put one into the basket."""
    page.click(f".goods a[href='/p/{good.slug}']")
    expect(page.locator("h1")).to_contain_text(good.title)
    page.click(".p-acts button.main")
    page.wait_for_url("**/cart")
    expect(page.locator(f"a[href='/p/{good.slug}']")).to_have_count(1)


def through_the_checkout(page: Page) -> int:
    """The PIN code first; a bad mobile, which keeps the rest; one quote, in paise."""
    page.goto("/cart")
    page.click("a.btn[href='/checkout']")
    page.fill("main [name=pin]", "46200")
    page.click("main form:has([name=pin]) button.main")
    assert "PIN code" in page.inner_text(".field:has([name=pin]) .err")
    assert page.input_value("main [name=pin]") == "46200"
    page.fill("main [name=pin]", PIN)
    page.click("main form:has([name=pin]) button.main")
    expect(page.locator("#pay-form output")).to_have_text("Bhopal, Madhya Pradesh")
    typed = {
        "mobile": "98765",
        "name": "Nirmala Sahu",
        "house": "14",
        "street": "Idgah Hills",
        "email": EMAIL,
    }
    for name, words in (typed | {"landmark": "Behind the old well"}).items():
        page.fill(f"[name={name}]", words)
    page.click("[form=pay-form]")
    assert "ten digits" in page.inner_text(".field:has([name=mobile]) .err")
    for name, words in typed.items():
        assert page.input_value(f"[name={name}]") == words
    page.fill("[name=mobile]", MOBILE.removeprefix("+91"))
    goods, delivery, _tax = (paise(words) for words in page.locator(".sums dd").all_inner_texts()[:3])
    total = paise(page.inner_text(".sums .tot dd"))
    assert goods == 1750_00 + 1450_00 + 1350_00
    assert goods + delivery == total
    page.click("[form=pay-form]")
    return total


def paise(words: str) -> int:
    """₹1,23,456.00 as paise."""
    return int(re.sub(r"[^0-9]", "", words))


def pays_at_the_second_try(page: Page, total: int) -> str:
    """A card that is declined, a look at the order, a card that is good; the number of the order."""
    page.wait_for_url("**/c/pay/**")
    assert rupees(Money(total)) in page.inner_text("body")
    pays_with(page, DECLINED_CARD)
    assert "declined" in page.inner_text("[role=alert]")
    page.click("a.back")
    page.wait_for_url("**/orders/OD-*")
    expect(page.locator("h1")).to_have_text("Not paid yet")
    number = page.url.rpartition("/")[2]
    page.click("a[href$='/waiting']")
    expect(page.locator("h1")).to_have_text("We are looking for your payment")
    page.goto(f"/orders/{number}")
    page.click("a[href$='/pay']")
    page.wait_for_url("**/c/pay/**")
    pays_with(page, GOOD_CARD)
    page.wait_for_url(f"**/orders/{number}**")
    for _ in range(LOOKS_MAX):
        if not page.url.endswith("/waiting"):
            break
        page.wait_for_timeout(250)
        page.goto(f"/orders/{number}/waiting")
    expect(page.locator("h1")).to_have_text("0 of 3 parcels are with you")
    expect(page.locator(".pill:text-is('With the maker')")).to_have_count(3)
    return number


def pays_with(page: Page, card: str) -> None:
    """Fill in the payment page and send it."""
    page.fill("[name=number]", card)
    page.fill("[name=expiry]", "12 / 34")
    page.fill("[name=cvc]", "123")
    page.click("form.sheet button[type=submit]")


def the_order_stands(books: Books, number: str, total: int) -> list[Parcel]:
    """One order, one captured payment, three parcels taxed by where each comes from; goods held, books even."""
    ((order_id, status, wanted),) = books(
        "SELECT id, status, total_paise FROM orders WHERE number = :number", number=number
    )
    assert (status, wanted) == ("confirmed", total)
    payments = books(
        "SELECT id, status, amount_paise FROM payments WHERE subject_id = :order", order=order_id
    )
    assert [(status, paid) for _, status, paid in payments] == [("captured", total)]
    posted = books(
        "SELECT account_code, sum(paise) FROM postings JOIN entries ON entries.id = entry_id"
        " WHERE key = :capture OR key IN (SELECT 'sale:' || id FROM fulfillments WHERE order_id = :order)"
        " GROUP BY 1",
        capture=f"capture:{payments[0][0]}",
        order=order_id,
    )
    assert sum(paise for _, paise in posted) == 0
    sums = {account: int(paise) for account, paise in posted}
    assert sums.pop("buyer:unapplied") == 0, "all of it was applied"
    parcels = parcels_of(books, number)
    assert len(parcels) == len(GOODS)
    for parcel in parcels:
        assert sums[f"artisan:{parcel.artisan_id}:held"] == -parcel.payable
    for good in GOODS:
        ((cgst, sgst, igst),) = books(
            "SELECT cgst_paise, sgst_paise, igst_paise FROM order_lines WHERE order_id = :order AND slug = :slug",
            order=order_id,
            slug=good.slug,
        )
        charged = {"cgst": cgst, "sgst": sgst, "igst": igst}
        assert {name for name, paise in charged.items() if paise} == set(good.taxes), good.slug
    reserved = books(
        "SELECT count(*), bool_and(r.until IS NULL) FROM reservations r JOIN fulfillments f ON f.id = r.cause_id"
        " WHERE f.order_id = :order AND r.ended_at IS NULL",
        order=order_id,
    )
    assert reserved == [(3, True)], "promised for good"
    return parcels


def parcels_of(books: Books, number: str) -> list[Parcel]:
    """The parcels of an order, in the order of the basket."""
    rows = books(
        "SELECT f.id, f.artisan_id, p.mobile, f.status, f.payable_paise, i.number FROM fulfillments f"
        " JOIN orders o ON o.id = f.order_id JOIN artisans a ON a.id = f.artisan_id"
        " JOIN people p ON p.id = a.person_id LEFT JOIN invoices i ON i.fulfillment_id = f.id"
        " WHERE o.number = :number ORDER BY f.position",
        number=number,
    )
    return [Parcel(str(row[0]), str(row[1]), *row[2:]) for row in rows]


def everybody_is_told(house: House, number: str, parcels: list[Parcel], total: int) -> None:
    """The buyer of all three, in an SMS and in a letter; each maker of her own parcel and of no other's."""
    (sms,) = house.wait_for_letters(MOBILE, f"{number} confirmed")
    assert re.sub(r"\D", "", sms).find(str(total // 100)) >= 0
    (letter,) = house.wait_for_letters(EMAIL, number, kind="mail")
    assert all(good.title.lower() in letter.lower() for good in GOODS)
    shares = {plain(parcel.payable) for parcel in parcels}
    for parcel in parcels:
        (told,) = house.wait_for_letters(parcel.mobile, number)
        assert {share for share in shares if share in told} == {plain(parcel.payable)}
        assert "Nirmala" not in told


def plain(sum_paise: int) -> str:
    """The figures of a sum as letters write it, with or without its sign: 1,577.60."""
    return rupees(Money(sum_paise)).removeprefix("₹")


def she_sends_it(page: Page, parcel: Parcel, parcels: list[Parcel]) -> None:
    """Accept, pack, ship with a tracking number (not without), arrived. Another maker's parcel is not there."""
    for other in parcels:
        answer = page.goto(f"/workshop/orders/{other.id}")
        assert answer is not None
        assert answer.status == (200 if other == parcel else 404)
    page.goto("/workshop/orders")
    page.click(f"a[href='/workshop/orders/{parcel.id}']")
    assert "Idgah" not in page.inner_text("main"), "where it goes is told to who has said yes"
    page.click("form[action$='/acceptance'] button")
    assert "Idgah Hills" in page.inner_text("main")
    page.click("form[action$='/packing'] button")
    page.click("button[form=shipment]")
    expect(page.locator("#shipment .err")).to_have_count(2)
    page.fill("[name=courier]", "India Post")
    page.fill("[name=tracking_number]", f"EM{parcel.payable:09d}IN")
    page.click("button[form=shipment]")
    page.click("form[action$='/arrival'] button")
    expect(page.locator("form.go")).to_have_count(0)


def follows_it(page: Page, house: House, number: str) -> None:
    """All came: the buyer's page and letters say so."""
    page.goto(f"/orders/{number}")
    expect(page.locator("h1")).to_have_text("All 3 parcels are with you")
    house.wait_for_letters(MOBILE, f"parcel {number} India Post", letters=3)
    house.wait_for_letters(MOBILE, f"parcel {number} has come", letters=3)


def the_money_becomes_payable(books: Books, number: str, parcels: list[Parcel]) -> None:
    """Held until the return window has closed; then payable, once."""
    made = "SELECT paise FROM postings JOIN entries e ON e.id = entry_id WHERE e.key = :key AND account_code = :to"
    tomorrow, after_the_window = now() + timedelta(days=1), now() + timedelta(days=8)
    release_due(tomorrow)
    assert not books("SELECT id FROM entries WHERE key = :key", key=f"release:{parcels[0].id}")
    release_due(after_the_window)
    release_due(after_the_window)
    for parcel in parcels:
        to = f"artisan:{parcel.artisan_id}:payable"
        assert books(made, key=f"release:{parcel.id}", to=to) == [(-parcel.payable,)]
    assert books("SELECT status FROM orders WHERE number = :number", number=number) == [("completed",)]


def her_passbook_says(page: Page, books: Books, number: str, parcel: Parcel) -> None:
    """Her own line, as ready, with its sum; above it all that the books owe her."""
    page.goto("/workshop/money")
    line = page.locator(f".pass details:has-text('{number}')")
    expect(line).to_have_count(1)
    expect(line.locator(".amt.good")).to_contain_text(plain(parcel.payable))
    line.locator("summary").click()
    expect(line.locator("dl .total dd")).to_contain_text(plain(parcel.payable))
    ((owed,),) = books(
        "SELECT -sum(paise) FROM postings WHERE account_code = :account",
        account=f"artisan:{parcel.artisan_id}:payable",
    )
    expect(page.locator(".purse .take")).to_contain_text(plain(int(owed)))


def finds_it_again(page: Page, house: House, number: str, parcels: list[Parcel]) -> None:
    """In a browser that knows nothing: not by guessing, but by number and mobile, with the code; then the bills."""
    answer = page.goto(f"/orders/{number}")
    assert answer is not None
    assert answer.status == 404
    page.goto("/")
    page.click("footer a[href='/orders/find']")
    before = len(house.messages(to=MOBILE, kind="sms"))
    page.fill("[name=number]", number.lower().replace("-", " "))
    page.fill("[name=mobile]", MOBILE)
    page.click("main form button")
    page.fill("[name=code]", house.code_for(MOBILE, after=before))
    page.click("main form button")
    page.wait_for_url(f"**/orders/{number}")
    bills = [str(link.get_attribute("href")) for link in page.locator("a[href*='/documents/']").all()]
    assert len(bills) == len(parcels)
    for address, parcel in zip(bills, parcels, strict=True):
        bill = page.request.get(house.url + address)
        assert bill.headers["content-type"] == "application/pdf"
        assert bill.body().startswith(b"%PDF")
        assert (
            bill.headers["content-disposition"] == f'inline; filename="{parcel.paper.replace("/", "-")}.pdf"'
        )
        assert len(bill.body()) > 5_000
