"""A maker's orders, money and consignments, page by page."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from catalog import storage
from catalog.models import Artisan, ListingText, Variant
from kit import keys
from kit.clock import now
from kit.events import Event
from kit.ids import new_id
from kit.money import Money
from malls.actions.consignments import lines_of
from malls.actions.till import ring_up
from malls.models import Consignment
from malls.rules import ConsignmentStatus
from orders.actions import parcels
from orders.models import Fulfillment, OrderLine
from orders.rules.steps import FulfillmentStatus
from payments.models import Refund
from people.actions import begin_sign_in, grant_role
from people.rules import Role, ScopeKind
from stock.models import LocationKind
from storefront.access import SIGN_IN_COOKIE
from storefront.words.figures import inr
from tests.counter import a_mall, a_shift, asked_for, held, on_shelf
from tests.makers import AT, a_person, a_workshop
from tests.sales import a_confirmed_order, an_order, later, on_sale, parcels_of


@pytest.fixture(autouse=True)
def told_process(tmp_path):
    storage.keep_in(tmp_path / "media")
    keys.use("demo-for-tests-and-nothing-else-at-all")


@pytest.fixture
def maker(app, session):
    """A browser in which Asha, Bina or Chandan is signed in."""

    def browser(name="Asha"):
        artisan = session.scalars(
            select(Artisan).where(Artisan.name == f"{name}'s workshop")
        ).first() or a_workshop(session, name)
        person = a_person(session, name)
        grant_role(session, person, Role.ARTISAN, ScopeKind.ARTISAN, str(artisan.id), by=None, at=AT)
        client = app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        client.set_cookie(SIGN_IN_COOKIE, begin_sign_in(session, person, now()))
        session.flush()
        return client

    return browser


@pytest.fixture
def as_asha(maker):
    return maker()


@pytest.fixture
def parcel(session, as_asha):
    """A parcel of two bowls that Devi has paid for."""
    order = a_confirmed_order(session, [on_sale(session)], 2)
    return parcels_of(session, order)[0]


def status(session, parcel):
    session.expire_all()
    return session.get_one(Fulfillment, parcel.id).status


def events(session, name):
    return session.scalar(select(func.count()).select_from(Event).where(Event.name == name))


def step(client, parcel, deed, **said):
    return client.post(f"/workshop/orders/{parcel.id}/{deed}", data=said)


def test_the_home_leads_to_orders_money_and_malls(as_asha, parcel):
    page = as_asha.get("/workshop/").text
    for address in ("/workshop/orders", "/workshop/stock", "/workshop/money", "/workshop/consignments"):
        assert f'href="{address}"' in page


def test_a_new_order_waits_in_the_list_with_its_day(as_asha, parcel):
    page = as_asha.get("/workshop/orders").text
    assert "2 × Blue bowl with a fish" in page
    assert "Say yes or no" in page
    assert "23 Nov 2026, 12:00 pm" in page


def test_a_maker_reads_what_was_sold_in_their_own_words_whatever_language_it_was_bought_in(
    as_asha, session, parcel
):
    line = session.scalars(select(OrderLine).where(OrderLine.fulfillment_id == parcel.id)).first()
    listing = session.get_one(Variant, line.variant_id).listing
    listing.texts["hi"] = ListingText(locale="hi", title="बाँकुड़ा की साड़ी", story="", care="")
    session.flush()
    for page in ("/hi/workshop/orders", f"/hi/workshop/orders/{parcel.id}"):
        told = as_asha.get(page).text
        assert "बाँकुड़ा की साड़ी" in told
        assert line.title not in told
    listing.variants[0].name = "Red"
    session.flush()
    assert "बाँकुड़ा की साड़ी (Red)" in as_asha.get("/hi/workshop/orders").text


def test_before_a_yes_no_address_is_told(as_asha, parcel):
    page = as_asha.get(f"/workshop/orders/{parcel.id}").text
    assert "Devi Sen" not in page
    assert inr(parcel.payable_paise) in page


def test_a_parcel_goes_its_whole_way(as_asha, session, parcel):
    assert step(as_asha, parcel, "acceptance").status_code == 303
    page = as_asha.get(f"/workshop/orders/{parcel.id}").text
    assert "Devi Sen" in page
    assert "by the tram stop" in page
    assert step(as_asha, parcel, "packing").status_code == 303
    shipped = step(as_asha, parcel, "shipment", courier="India Post", tracking_number="EW1IN")
    assert shipped.status_code == 303
    assert "EW1IN" in as_asha.get(f"/workshop/orders/{parcel.id}").text
    assert step(as_asha, parcel, "arrival").status_code == 303
    assert status(session, parcel) is FulfillmentStatus.DELIVERED
    assert "The buyer can send it back until" in as_asha.get(f"/workshop/orders/{parcel.id}").text
    assert "Done" in as_asha.get("/workshop/orders").text


def test_a_double_press_is_one_yes(as_asha, session, parcel):
    answers = [step(as_asha, parcel, "acceptance").status_code for _ in range(2)]
    assert answers == [303, 303]
    assert events(session, "fulfillment.accepted") == 1


def test_without_a_tracking_number_nothing_goes_out_and_the_courier_stays_typed(as_asha, session, parcel):
    step(as_asha, parcel, "acceptance")
    step(as_asha, parcel, "packing")
    answer = step(as_asha, parcel, "shipment", courier="India Post", tracking_number=" ")
    assert answer.status_code == 422
    assert "Write the number on the courier’s paper." in answer.text
    assert 'value="India Post"' in answer.text
    assert status(session, parcel) is FulfillmentStatus.PACKED


def test_a_step_that_cannot_be_is_refused_in_words(as_asha, session, parcel):
    answer = step(as_asha, parcel, "packing")
    assert answer.status_code == 422
    assert "That step cannot be taken from here" in answer.text
    assert status(session, parcel) is FulfillmentStatus.PENDING


def test_what_cannot_be_sent_is_declined_with_a_reason(as_asha, session, parcel):
    silent = step(as_asha, parcel, "refusal", words="It fell")
    assert silent.status_code == 422
    assert "Choose a reason." in silent.text
    assert 'value="It fell"' in silent.text
    assert step(as_asha, parcel, "refusal", reason="broken", words="It fell").status_code == 303
    assert status(session, parcel) is FulfillmentStatus.CANCELED
    assert session.get_one(Fulfillment, parcel.id).decline_reason == "It fell"
    assert session.scalars(select(Refund)).one().amount_paise == parcel.total_paise
    assert "This was not sent." in as_asha.get(f"/workshop/orders/{parcel.id}").text


def test_another_makers_parcel_is_not_there(maker, session, parcel):
    bina = maker("Bina")
    assert bina.get(f"/workshop/orders/{parcel.id}").status_code == 404
    for deed in ("acceptance", "packing", "shipment", "arrival", "refusal"):
        assert step(bina, parcel, deed, courier="x", tracking_number="1", reason="sold").status_code == 404
    assert status(session, parcel) is FulfillmentStatus.PENDING


def test_an_order_nobody_paid_is_not_there(as_asha, session):
    (parcel,) = parcels_of(session, an_order(session, [on_sale(session)]))
    assert as_asha.get(f"/workshop/orders/{parcel.id}").status_code == 404
    assert "No order is waiting" in as_asha.get("/workshop/orders").text


def test_a_guest_and_a_buyer_see_no_orders(client, app, session):
    assert client.get("/workshop/orders").location.startswith("/sign-in")
    buyer = app.test_client()
    buyer.set_cookie(SIGN_IN_COOKIE, begin_sign_in(session, a_person(session, "Devi"), now()))
    assert buyer.get("/workshop/orders").status_code == 403


def test_the_passbook_opens_each_sum(as_asha, session, parcel):
    page = as_asha.get("/workshop/money").text
    for paise in (parcel.total_paise, -parcel.fee_paise, -parcel.fee_tax_paise, parcel.payable_paise):
        assert inr(paise) in page
    for words in ("Zila Haat’s fee", "GST on the fee", "TCS", "held", "Held now"):
        assert words in page
    assert f'<p class="take">{inr(Money(0))}</p>' in page


def test_after_the_return_window_the_money_is_ready(as_asha, session, parcel):
    person = a_person(session, "Asha").id
    parcels.accept(session, parcel.id, by=person, at=AT)
    parcels.pack(session, parcel.id, by=person, at=AT)
    parcels.ship(session, parcel.id, courier="India Post", tracking_number="EW1IN", by=person, at=AT)
    parcels.deliver(session, parcel.id, by=None, at=AT)
    assert parcels.release_money(session, parcel.id, at=later(days=8))
    session.flush()
    page = as_asha.get("/workshop/money").text
    assert f'<p class="take">{inr(parcel.payable_paise)}</p>' in page
    assert "amt good" in page


def test_a_declined_parcel_stands_in_the_passbook_as_paid_back(as_asha, session, parcel):
    step(as_asha, parcel, "refusal", reason="sold")
    page = as_asha.get("/workshop/money").text
    assert "not sent, paid back" in page
    assert inr(-parcel.total_paise) in page


def test_a_passbook_goes_on_page_by_page(as_asha, session, parcel):
    page = as_asha.get("/workshop/money", query_string={"before": later(hours=1).isoformat()}).text
    assert "Blue bowl with a fish" in page
    older = as_asha.get("/workshop/money", query_string={"before": later(days=-1).isoformat()}).text
    assert "Blue bowl with a fish" not in older
    assert as_asha.get("/workshop/money?before=yesterday").status_code == 200


def test_a_sale_at_a_stall_stands_in_the_passbook(as_asha, session):
    mall = a_mall(session)
    _, variant_id = on_shelf(session, mall)
    esha = a_person(session, "Esha").id
    order = ring_up(
        session,
        a_shift(session, mall),
        new_id(),
        {variant_id: 1},
        given=Money(2_000_00),
        buyer_mobile=None,
        by=esha,
        at=AT,
    )
    (parcel,) = parcels_of(session, order)
    page = as_asha.get("/workshop/money").text
    assert "At a stall" in page
    assert inr(parcel.payable_paise) in page
    assert "over the counter of a mall" in as_asha.get(f"/workshop/orders/{parcel.id}").text


@pytest.fixture
def asked(session, as_asha):
    """Ten bowls that the mall asks of Asha."""
    return asked_for(session, a_mall(session))


def of_mall(client, asked, deed="", **said):
    address = f"/workshop/consignments/{asked.number}"
    return client.post(f"{address}/{deed}", data=said) if deed else client.get(address)


def consigned(session, asked):
    session.expire_all()
    return session.get_one(Consignment, asked.id).status


def test_what_a_mall_asks_is_told_with_what_it_brings(as_asha, asked):
    assert "PM Ekta Mall Bankura" in as_asha.get("/workshop/consignments").text
    page = of_mall(as_asha, asked).text
    for words in ("10 pieces", "12 are ready in your workshop", "For Durga Puja", "The mall bears it"):
        assert words in page


def test_goods_are_promised_sent_and_counted(as_asha, session, asked):
    assert of_mall(as_asha, asked, "acceptance").status_code == 303
    empty = of_mall(as_asha, asked, "dispatch", carrier="Mohan Transport", docket="")
    assert (empty.status_code, 'value="Mohan Transport"' in empty.text) == (422, True)
    answers = [
        of_mall(as_asha, asked, "dispatch", carrier="Mohan Transport", docket="WB-12").status_code
        for _ in range(2)
    ]
    assert answers == [303, 303]
    assert consigned(session, asked) is ConsignmentStatus.DISPATCHED
    assert events(session, "consignment.dispatched") == 1
    assert "WB-12" in of_mall(as_asha, asked).text


def test_what_the_mall_counted_is_told(as_asha, session):
    consignment, _ = on_shelf(session, a_mall(session))
    page = of_mall(as_asha, consignment).text
    for words in ("9 came good", "1 broken", "Torn at the fold"):
        assert words in page


def test_goods_that_are_not_there_are_not_sent(as_asha, session):
    short = asked_for(session, a_mall(session), pieces=10, have=4)
    assert of_mall(as_asha, short, "acceptance").status_code == 303
    answer = of_mall(as_asha, short, "dispatch", carrier="Mohan", docket="1")
    assert answer.status_code == 422
    assert "There are not so many pieces at that place." in answer.text
    assert 'value="Mohan"' in answer.text
    assert consigned(session, short) is ConsignmentStatus.ACCEPTED
    (line,) = lines_of(session, short)
    assert held(session, LocationKind.WORKSHOP, short.artisan_id, line.variant_id) == 4


def test_a_no_stays_a_no(as_asha, session, asked):
    assert of_mall(as_asha, asked, "refusal").status_code == 303
    assert of_mall(as_asha, asked, "acceptance").status_code == 422
    assert consigned(session, asked) is ConsignmentStatus.DECLINED


def test_another_makers_consignment_is_not_there(maker, session, asked):
    bina = maker("Bina")
    assert of_mall(bina, asked).status_code == 404
    for deed in ("acceptance", "refusal", "dispatch"):
        assert of_mall(bina, asked, deed, carrier="x", docket="1").status_code == 404
    assert consigned(session, asked) is ConsignmentStatus.RAISED
    assert asked.number not in bina.get("/workshop/consignments").text


def test_every_page_opens_in_hindi(as_asha, asked, parcel):
    for address in (
        "orders",
        f"orders/{parcel.id}",
        "money",
        "consignments",
        f"consignments/{asked.number}",
    ):
        answer = as_asha.get(f"/hi/workshop/{address}")
        assert answer.status_code == 200, address
        assert 'lang="hi"' in answer.text
