"""An artisan on a phone, in Hindi: from her mobile number to a piece that a buyer sees."""

from __future__ import annotations

import io
import re
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from kit.money import Money
from storefront.words.figures import inr
from tax.rules import gstin_of
from tests.journeys.house import House
from tests.makers import a_jpeg

pytestmark = pytest.mark.xdist_group("house")

BANKURAS_OFFICER = "sourav.ghosh@zilahaat.example"
KACHCHHS_OFFICER = "dhara.joshi@zilahaat.example"
DEVANAGARI = re.compile("[\u0900-\u097f]")
CANARY = b"sewn-into-the-picture"
STORY = "Thrown in seven parts, joined and fired in a wood kiln. It takes nine days."
BETTER_STORY = STORY + " The pair stands fourteen inches high."
WANTED = "Please write how high it stands."
Books = Callable[..., list[tuple]]


@pytest.fixture
def meena() -> str:
    """The mobile of somebody nobody knows yet."""
    return f"+919812{secrets.randbelow(10**6):06d}"


def test_she_registers_lists_is_checked_and_sells(
    house: House,
    books: Books,
    browse: Callable[..., Page],
    sign_in_by_mobile: Callable[[Page, str], None],
    sign_in_staff: Callable[[Page, str], None],
    tmp_path: Path,
    meena: str,
) -> None:
    her = browse(phone=True, hindi=True)
    her.goto("/hi/")
    her.click("footer a[href$='/workshop/']")
    sign_in_by_mobile(her, meena)
    her.fill("[name=name]", "Meena Karmakar")
    her.click("form.form button")
    her.wait_for_url("**/workshop/register")
    expect(her.locator("html")).to_have_attribute("lang", "hi")
    pan = "ABCPM" + meena[-4:] + "Q"
    register(her, pan)
    slug = add_a_piece(her, tmp_path)
    gets = what_she_gets(her)
    her.click("form[action$='/verification'] button")
    expect(her.locator("main")).to_contain_text("ज़िला")

    officer, stranger = browse(), browse()
    sign_in_staff(officer, BANKURAS_OFFICER)
    sign_in_staff(stranger, KACHCHHS_OFFICER)
    workshop = claims_of(officer, f"Meena's kiln {pan}")
    assert len(workshop) == 2, "the workshop and the piece wait"
    stranger.goto("/district/")
    assert "Meena" not in stranger.inner_text("body")
    for claim in workshop:
        answer = stranger.goto(claim)
        assert answer is not None
        assert answer.status == 404

    of_piece = claim_that_says(officer, workshop, STORY)
    send_back(officer, of_piece)
    assert slug in house.wait_for_letters(meena, slug)[0]
    assert WANTED in house.wait_for_letters(meena, slug)[0]
    assert stands(books, slug) == "returned"
    her.goto(f"/workshop/listings/{slug}")
    expect(her.locator("main")).to_contain_text(WANTED)
    mend(her, slug)
    for claim in claims_of(officer, f"Meena's kiln {pan}"):
        approve(officer, claim)
    assert stands(books, slug) == "approved"
    assert_not_on_sale(browse(phone=True), slug)

    her.goto(f"/workshop/listings/{slug}")
    her.click("form[action$='/publication'] button")
    expect(her.locator("form[action$='/withdrawal']")).to_be_visible()
    a_buyer_sees_it(browse(phone=True), slug, gets)
    her.goto(f"/workshop/listings/{slug}/photos")
    the_picture_is_made_anew(her, slug, house)
    assert f"/p/{slug}" in house.wait_for_letters(meena, f"/p/{slug}")[0]
    the_books_say(books, slug, meena, pan)


def register(page: Page, pan: str) -> None:
    """Say who and where the workshop is; the first GSTIN is one digit wrong."""
    gstin = gstin_of("19", pan)
    wrong = gstin[:-1] + ("1" if gstin[-1] != "1" else "2")
    page.fill("[name=pin]", "722122")
    page.click("form:has([name=pin]) button")
    page.check("[name=kind][value=individual]")
    page.fill("[name=name]", f"Meena's kiln {pan}")
    page.fill("[name=legal_name]", "Meena Karmakar")
    page.fill("[name=address_line]", "12 Kumbhakar Para, Panchmura")
    page.fill("[name=pan]", pan)
    page.check("[name=gst_kind][value=regular]")
    page.fill("[name=gstin]", wrong)
    page.check("[name=language][value=hi]")
    page.click("form.form button.main")
    said = page.inner_text(".field:has([name=gstin]) .err")
    assert "GSTIN" in said
    assert DEVANAGARI.search(said), "said in her own language"
    assert page.input_value("[name=gstin]") == wrong
    assert page.input_value("[name=name]") == f"Meena's kiln {pan}"
    assert page.input_value("[name=address_line]") == "12 Kumbhakar Para, Panchmura"
    expect(page.locator(".err")).to_have_count(1)
    page.fill("[name=gstin]", gstin)
    page.click("form.form button.main")
    page.wait_for_url("**/workshop/")
    expect(page.locator("main")).to_contain_text("ज़िला")


def add_a_piece(page: Page, folder: Path) -> str:
    """Walk the steps of a new piece, one thing a screen; its slug."""
    page.goto("/workshop/listings/new")
    page.check("label:has-text('Bankura Panchmura Terracotta Craft') input")
    page.click("form.form button.main")
    if page.url.endswith("/kind"):
        page.check("label:has-text('टेराकोटा') [name=finer]")
        page.click("form.form button.main")
    page.goto(f"{page.url}?in=en")
    page.fill("[name=title]", "Terracotta horse of Panchmura, 14 inch")
    page.fill("[name=story]", STORY)
    page.click("form.form button.main")
    add_photos(page, folder)
    page.click(".go a.main")
    page.fill("[name=price]", "1,850")
    page.click("button[name=show]")
    expect(page.locator(".youget .take")).to_contain_text("₹")
    page.click(".go button.main")
    page.fill("[name=quantity]", "4")
    page.fill("[name=days_to_make]", "9")
    page.fill("[name=weight_g]", "")
    page.click("form.form button.main")
    expect(page.locator(".field:has([name=weight_g]) .err")).to_be_visible()
    assert page.input_value("[name=quantity]") == "4"
    page.fill("[name=weight_g]", "2400")
    page.click("form.form button.main")
    return page.url.split("/listings/")[1].split("?")[0]


def add_photos(page: Page, folder: Path) -> None:
    """Photographs as phones take them: where and by whom is written in them, and more hangs on their end.

    The first is sent whole, as without JavaScript; the others go in pieces while the form stands.
    """
    for place, kind in enumerate(("whole", "close", "in_use")):
        told = Image.Exif()
        told[0x010E] = CANARY.decode()
        told.get_ifd(0x8825).update({1: "N", 2: (23.0, 3.0, 0.0), 3: "E", 4: (87.0, 9.0, 0.0)})
        photo = folder / f"horse-{kind}.jpg"
        photo.write_bytes(a_jpeg(1600, 1200, (150, 70 + 40 * place, 40), exif=told, comment=CANARY) + CANARY)
        assert photo.read_bytes().count(CANARY) == 3
    page.fill("[name=alt-whole]", "सामने से टेराकोटा घोड़ा")
    page.set_input_files("[name=chosen-whole]", str(folder / "horse-whole.jpg"))
    page.click("form.form button.main")
    expect(page.locator("[id^=photo-]")).to_have_count(1)
    cut_once(page)
    for kind in ("close", "in_use"):
        page.set_input_files(f"[name=chosen-{kind}]", str(folder / f"horse-{kind}.jpg"))
        expect(page.locator(f"[name=upload-{kind}]")).to_have_count(1)
    page.click("form.form button.main")
    expect(page.locator("[id^=photo-]")).to_have_count(3)
    assert page.input_value("[id^=alt-][name=alt] >> nth=0") == "सामने से टेराकोटा घोड़ा"


def cut_once(page: Page) -> None:
    """The line breaks at the first piece of a file, before it has arrived."""
    left = [1]

    def pass_on(route: Route) -> None:
        if left and route.request.method == "PATCH":
            left.clear()
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/workshop/uploads/*", pass_on)


def what_she_gets(page: Page) -> str:
    """What the piece's own page says she gets."""
    return page.inner_text(".youget .take").strip()


def claims_of(officer: Page, maker: str) -> list[str]:
    """The claims of a maker that wait at the officer's desk."""
    officer.goto("/district/")
    waiting = officer.locator(f"a[href*='/district/claims/']:has-text(\"{maker}\")")
    return [str(link.get_attribute("href")) for link in waiting.all()]


def claim_that_says(officer: Page, claims: list[str], words: str) -> str:
    """The one of some claims that says this."""
    for claim in claims:
        officer.goto(claim)
        if words in officer.inner_text("main"):
            return claim
    raise AssertionError(f"no claim says {words!r}")


def send_back(officer: Page, claim: str) -> None:
    """Ask for a change; what was ticked and typed goes to the maker."""
    officer.goto(claim)
    officer.click("button[formaction$='/return']")
    expect(officer.locator(".errsum")).to_be_visible()
    officer.fill("[name=more]", WANTED)
    officer.click("button[formaction$='/return']")
    officer.wait_for_url("**/district/")


def mend(page: Page, slug: str) -> None:
    """Change what was asked for, and send the piece again."""
    page.goto(f"/workshop/listings/{slug}/words?in=en&one=1")
    page.fill("[name=story]", BETTER_STORY)
    page.click("form.form button.main")
    page.click("form[action$='/verification'] button")


def approve(officer: Page, claim: str) -> None:
    """Answer each question with what was seen; without evidence it is not taken."""
    officer.goto(claim)
    officer.click("form:has(.q) button.main")
    expect(officer.locator(".errsum")).to_be_visible()
    for question in officer.locator(".q").all():
        question.locator("label.y").click()
        question.locator("input:not([type=radio])").fill("Seen at the kiln on 20 Nov")
    officer.click("form:has(.q) button.main")
    officer.wait_for_url("**/district/")


def stands(books: Books, slug: str) -> str:
    """How far a piece has come."""
    return str(books("SELECT status FROM listings WHERE slug = :slug", slug=slug)[0][0])


def assert_not_on_sale(buyer: Page, slug: str) -> None:
    """A piece that is not published is not there."""
    answer = buyer.goto(f"/p/{slug}")
    assert answer is not None
    assert answer.status == 404


def a_buyer_sees_it(buyer: Page, slug: str, gets: str) -> None:
    """The page of the piece: its name, story and price, and the very sum the maker was told."""
    answer = buyer.goto(f"/p/{slug}")
    assert answer is not None
    assert answer.status == 200
    expect(buyer.locator("h1")).to_contain_text("Terracotta horse of Panchmura, 14 inch")
    seen = buyer.inner_text("main")
    assert inr(Money(1850_00)) in seen
    assert BETTER_STORY in seen
    assert f"The maker gets {gets}" in seen
    buyer.goto("/d/bankura")
    expect(buyer.locator(f"a[href='/p/{slug}']")).to_have_count(1)


def the_picture_is_made_anew(page: Page, slug: str, house: House) -> None:
    """What is shown was encoded by us: no word of the file as it came is in it, nor kept anywhere."""
    offered = page.locator(".shots source, .shots img")
    for _ in range(40):
        page.goto(f"/p/{slug}")
        kinds = {str(one.get_attribute("type")) for one in offered.all()}
        if {"image/avif", "image/webp"} <= kinds:
            break
        page.wait_for_timeout(250)
    sets = [str(one.get_attribute("srcset") or one.get_attribute("src")) for one in offered.all()]
    addresses = {part.strip().split(" ")[0] for each in sets for part in each.split(",")}
    assert len(addresses) > 5
    for address in addresses:
        answer = page.request.get(f"{house.url}{address}")
        assert answer.status == 200
        content = answer.body()
        assert CANARY not in content
        with Image.open(io.BytesIO(content)) as picture:
            assert not picture.getexif()
            assert picture.size[0] <= 1200
    kept = [file for file in house.home.glob("media/**/*") if file.is_file()]
    assert kept
    assert not [file for file in kept if CANARY in file.read_bytes()]


def the_books_say(books: Books, slug: str, mobile: str, pan: str) -> None:
    """What stands in the database after her way."""
    ((maker_id, status, gstin, district),) = books(
        "SELECT a.id, a.status, a.gstin, d.name FROM artisans a JOIN people p ON p.id = a.person_id"
        " JOIN districts d ON d.id = a.district_id WHERE p.mobile = :mobile",
        mobile=mobile,
    )
    assert (status, gstin, district) == ("verified", gstin_of("19", pan), "Bankura")
    ((listing_id, standing, price, weight, days, seen),) = books(
        "SELECT id, status, price_paise, weight_g, days_to_make, origin_verified FROM listings"
        " WHERE slug = :slug",
        slug=slug,
    )
    assert (standing, price, weight, days, seen) == ("published", 1850_00, 2400, 9, True)
    claims = books(
        "SELECT subject_kind, status FROM verifications WHERE artisan_id = :maker ORDER BY id", maker=maker_id
    )
    assert claims == [("artisan", "verified"), ("listing", "returned"), ("listing", "verified")]
    levels = books("SELECT on_hand, reserved FROM levels WHERE owner_id = :maker", maker=maker_id)
    assert levels == [(4, 0)]
    events = books("SELECT name FROM events WHERE subject = :listing ORDER BY id", listing=str(listing_id))
    assert [name for (name,) in events].count("listing.published") == 1
    pictures = books(
        "SELECT kind, original_key, status FROM photos WHERE listing_id = :listing ORDER BY position",
        listing=listing_id,
    )
    assert pictures == [(kind, None, "ready") for kind in ("whole", "close", "in_use")]
    assert books("SELECT count(*) FROM uploads") == [(0,)]
