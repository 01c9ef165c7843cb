"""A small demo world, made as the whole one is: by the deeds of the rooms, once, and lawfully."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session

import kit.db
from bin.registry import load_registry
from catalog.models import Artisan, ClaimVisit, Listing, Photo, Variant, Verification
from catalog.rules.artisan import ArtisanStatus
from catalog.rules.listing import ListingStatus
from demo.__main__ import NO_POST, main
from demo.deeds.people import officer_of
from demo.deeds.places import RegistryMissing, read_places
from demo.goods import read_goods
from demo.people.keys import read_keys
from demo.people.makers import makers, newcomers
from demo.people.staff import MALLS, STAFF
from demo.plots.malls import ASKED, RUNG
from demo.plots.orders import TOUR, diced
from demo.world import EARLY, make, market_day
from kit import events, keys, letters
from kit.events import Event, OutboxMessage
from malls.models import Consignment, Mall, Shift
from malls.rules import ConsignmentStatus, MallStatus
from orders.models import Fulfillment, Invoice, Order
from orders.rules.steps import FulfillmentStatus, OrderStatus
from payments.models import Payment, Refund
from payments.rules import PaymentStatus, RefundStatus
from people.actions import sign_in_with_password
from people.errors import WrongSignIn
from people.models import Assistance, Notice
from people.queries import grants_of, person_by_email
from people.rules import Permission, Role, Where, may

AT = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
SOME = (
    {slug for plot in TOUR for slug, _ in plot.goods}
    | {plot.slug for plot in ASKED}
    | {slug for plot in RUNG for sale in plot.sales for slug in sale}
)
CAST = tuple(maker for maker in makers() if {good.slug for good in maker.goods} & SOME)
GOODS = [good for maker in CAST for good in maker.goods]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def engine(clone):
    """A database of this module's own with the registry in it; `transaction()` speaks to it meanwhile."""
    engine = create_engine(clone())
    usual = dict(kit.db._factory.kw)
    kit.db.bind(engine)
    keys.use("demo-for-tests-and-nothing-else-at-all")
    letters.use(NO_POST)
    events.subscribe({})
    with kit.db.transaction() as session:
        for _ in load_registry(session, at=AT - timedelta(days=400)):
            pass
    yield engine
    kit.db._factory.kw.clear()
    kit.db._factory.kw.update(usual)
    engine.dispose()


@pytest.fixture(scope="module")
def world(engine, home):
    """The small world; what it told of its progress."""
    beginning = make(home, at=AT, cast=CAST)
    told = [next(beginning) for _ in range(9)]
    beginning.close()  # as if it had been killed, after some makers
    told += list(make(home, at=AT + timedelta(minutes=2), cast=CAST))
    return told


@pytest.fixture
def session(engine, world):
    with Session(engine) as session:
        yield session


def content(engine):
    """A digest of every row of every table."""
    with engine.connect() as connection:
        return {
            table: connection.scalar(
                text(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t")
            )
            for table in kit.db.Base.metadata.tables
        }


def test_a_second_making_finds_all_done_and_changes_no_row(engine, world, home):
    before = content(engine)
    list(make(home, at=AT + timedelta(days=3), cast=CAST))
    assert content(engine) == before


def test_progress_counts_to_its_end_step_by_step(world):
    whole = world[9:]
    total = whole[0][1]
    assert [(number, of) for number, of, _ in whole] == [(each, total) for each in range(1, total + 1)]


def test_every_good_is_on_sale_with_its_drawing_its_words_and_its_officer(session, home):
    listings = session.scalars(select(Listing)).all()
    assert sorted(listing.slug for listing in listings) == sorted(good.slug for good in GOODS)
    assert {listing.status for listing in listings} == {ListingStatus.PUBLISHED}
    assert all(listing.is_demo and {"en", "hi"} <= listing.texts.keys() for listing in listings)
    assert all(listing.district_product_id for listing in listings)
    for drawing in session.scalars(select(Photo.drawing)):
        assert (home / "drawings" / drawing).is_file()
    assert session.scalar(select(func.count()).select_from(Variant)) == sum(
        1 + len(good.variants) for good in GOODS
    )
    deciders = set(
        session.scalars(select(Verification.decided_by).where(Verification.decided_by.is_not(None)))
    )
    assert deciders == {officer_of(session, maker.state, maker.district) for maker in CAST}


def test_who_decided_may_verify_in_that_district(session):
    places = read_places(session)
    for maker in CAST:
        officer = officer_of(session, maker.state, maker.district)
        where = Where(state=maker.state_code, district=str(places.districts[maker.state, maker.district]))
        assert may(grants_of(session, officer, AT), Permission.LISTING_REVIEW, where), maker.district


def test_newcomers_wait_in_the_queues_of_the_tours_officers(session):
    waiting = session.scalars(select(Artisan).where(Artisan.status == ArtisanStatus.SUBMITTED)).all()
    assert {artisan.name for artisan in waiting} == {maker.name for maker in newcomers()}
    assert session.scalar(select(func.count()).select_from(Artisan)) == len(CAST) + len(newcomers())


def test_one_newcomer_was_brought_in_by_the_facilitator_with_her_leave_and_visited(session):
    [leave] = session.scalars(select(Assistance)).all()
    brought_in = session.scalars(select(Artisan).where(Artisan.onboarded_by == leave.helper_id)).one()
    assert (brought_in.person_id, leave.lives(AT)) == (leave.person_id, False)
    done = session.scalars(select(Event).where(Event.acting_for == leave.person_id)).all()
    assert {"artisan.registered", "artisan.submitted", "acted.for"} <= {event.name for event in done}
    [visit] = session.scalars(select(ClaimVisit)).all()
    assert session.get_one(Verification, visit.verification_id).artisan_id == brought_in.id
    assert session.scalars(select(Notice)).all() == []


def test_staff_come_in_with_the_keys_of_their_home_only(session, home, tmp_path):
    own, foreign = read_keys(home), read_keys(tmp_path)
    for member in STAFF[:2]:
        person = sign_in_with_password(
            session, member.email, own.password(member.email), own.code(member.email, AT), at=AT
        )
        assert person.name == member.name
        assert member.role in {grant.role for grant in grants_of(session, person.id, AT)}
    wrong = STAFF[2].email
    with pytest.raises(WrongSignIn):
        sign_in_with_password(session, wrong, foreign.password(wrong), foreign.code(wrong, AT), at=AT)


def test_every_state_has_an_officer_of_its_own_or_one_who_stands_in(session):
    covered = [
        grant.scope_id
        for member in STAFF
        if member.role is Role.STATE_OFFICER
        for grant in grants_of(session, person_by_email(session, member.email).id, AT)
        if grant.role is Role.STATE_OFFICER
    ]
    states = set(read_places(session).states.values())
    assert set(covered) == states
    standing_in = [each for each in STAFF if each.role is Role.STATE_OFFICER and each.stands_in]
    assert len(standing_in) == 2, "a mark that wants two officers finds the second in every State"


def test_there_is_a_parcel_and_an_order_in_each_state(session):
    assert set(session.scalars(select(Fulfillment.status))) == set(FulfillmentStatus)
    assert set(session.scalars(select(Order.status))) == set(OrderStatus)
    assert session.scalar(select(func.count()).where(Fulfillment.released_at.is_not(None))) >= 5
    papers = session.scalar(select(func.count()).select_from(Invoice))
    assert papers == session.scalar(select(func.count()).where(Fulfillment.confirmed_at.is_not(None)))


def test_what_was_declined_went_back_in_full(session):
    declined = session.scalars(select(Fulfillment).where(Fulfillment.decline_reason != "")).all()
    refunds = session.scalars(select(Refund)).all()
    assert {refund.status for refund in refunds} == {RefundStatus.SETTLED}
    assert (
        sum(refund.amount_paise for refund in refunds) == sum(parcel.total_paise for parcel in declined) > 0
    )


def test_both_malls_are_open_and_consignments_stand_at_each_step(session):
    opened = session.scalars(select(Mall).where(Mall.status == MallStatus.OPEN)).all()
    assert {mall.name for mall in opened} == {mall.name for mall in MALLS}
    steps = Counter(session.scalars(select(Consignment.status)))
    assert set(steps) == set(ConsignmentStatus)
    closed = session.scalars(select(Shift)).all()
    assert {shift.closed_at is None for shift in closed} == {True, False}


def test_money_and_goods_are_neither_made_nor_lost(session):
    unbalanced = text(
        "SELECT count(*) FROM (SELECT entry_id FROM postings GROUP BY 1 HAVING sum(paise) <> 0) e"
    )
    assert session.scalar(unbalanced) == 0
    left = text(
        "SELECT coalesce(sum(paise), 0) FROM postings WHERE account_code IN ('buyer:unapplied', 'suspense')"
    )
    assert session.scalar(left) == 0
    astray = text(
        """
        WITH ends AS (
            SELECT target_id AS place, variant_id, owner_id, quantity FROM moves
            UNION ALL SELECT source_id, variant_id, owner_id, -quantity FROM moves
        ), held AS (SELECT place, variant_id, owner_id, sum(quantity) AS pieces FROM ends GROUP BY 1, 2, 3)
        SELECT count(*) FROM levels LEFT JOIN held
            ON (held.place, held.variant_id, held.owner_id)
             = (levels.location_id, levels.variant_id, levels.owner_id)
        WHERE levels.on_hand <> coalesce(held.pieces, 0)
        """
    )
    assert session.scalar(astray) == 0
    promised = text(
        """
        SELECT (SELECT sum(reserved) FROM levels)
             = (SELECT coalesce(sum(quantity), 0) FROM reservations WHERE ended_at IS NULL)
        """
    )
    assert session.scalar(promised) is True


def test_nobody_is_told_and_no_payment_waits_on_the_provider(session):
    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 0
    unpaid = session.scalars(select(Payment).where(Payment.status != PaymentStatus.CAPTURED)).all()
    assert all(payment.session_id is None for payment in unpaid)


def test_without_the_registry_nobody_has_a_place(fresh_engine, tmp_path):
    with pytest.raises(RegistryMissing):
        next(make(tmp_path, at=AT, cast=CAST))


def test_production_makes_no_demo_people(monkeypatch, capsys):
    monkeypatch.setattr(
        "os.environ",
        {
            "ZILA_ENV": "production",
            "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none",
            "REDIS_URL": "redis://127.0.0.1:9/0",
            "SECRET_KEY": "a-secret-of-more-than-thirty-two-characters",
            "PUBLIC_URL": "https://haat.example",
            "STRIPE_SECRET_KEY": "sk_live_0123456789",
            "STRIPE_WEBHOOK_SECRET": "whsec_0123456789",
            "SMTP_URL": "smtps://mail.example",
            "SMS_URL": "https://sms.example/send",
        },
    )
    assert main() == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "ZILA_ENV is production, where no demo people may be.\n"


def test_plots_name_goods_that_are_made():
    made = {good.slug for good in read_goods()}
    assert made >= SOME
    plots = [*TOUR, *diced([maker for maker in makers() if market_day(maker) < EARLY])]
    assert len({plot.name for plot in plots}) == len(plots)
    assert len([plot for plot in plots if len(plot.goods) > 1]) >= 10
    assert len({(plot.mall.name, plot.slug, plot.note) for plot in ASKED}) == len(ASKED)
