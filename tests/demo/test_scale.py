"""The larger world: the registry's own names on sale, made as the demo world is; and copies of it, for measuring."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session

import kit.db
from bin.audit import audit
from bin.registry import load_registry
from catalog.models import DistrictProduct, Listing, ListingText
from catalog.rules.listing import ListingStatus
from demo.__main__ import NO_POST
from demo.copies import fill
from demo.scale import DemoMissing, main, make_full, wanted
from demo.world import make
from kit import events, keys, letters

AT = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
SOME = 7


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
def larger(engine, home):
    """A world of staff only, and then the first products of the registry on sale."""
    with pytest.raises(DemoMissing):
        next(make_full(home, at=AT, most=SOME))
    list(make(home, at=AT, cast=()))
    return list(make_full(home, at=AT, most=SOME))


def on_sale(session):
    query = (
        select(Listing.district_id, ListingText.title)
        .join(ListingText, ListingText.listing_id == Listing.id)
        .where(Listing.status == ListingStatus.PUBLISHED)
    )
    return {(district_id, title) for district_id, title in session.execute(query)}


def test_each_product_is_on_sale_in_its_district_under_its_own_name(engine, home, larger):
    assert larger[-1][:2] == (SOME, SOME)
    with Session(engine) as session:
        offered = on_sale(session)
        assert len(offered) == SOME
        assert not {(row.district_id, row.name) for row in wanted(session)} & offered
        listings = session.scalars(select(Listing)).all()
        assert all(one.is_demo and one.words and one.district_product_id for one in listings)
        products = session.scalars(select(DistrictProduct)).all()
        named = sum(one.nomination_id is not None for one in products)
        listed = len(products) - named
        assert (listed, named) == (1272, 1)
        # Of those, eleven are services and one is of an abolished district.
        assert len(wanted(session)) + SOME == listed + named - 12, "every goods product that can be sold"
    assert len(list((home / "drawings").glob("*.svg"))) >= SOME


def test_a_second_making_goes_on_where_the_first_ended(engine, home, larger):
    with Session(engine) as session:
        before = on_sale(session)
        ahead = wanted(session)[0]
    list(make_full(home, at=AT, most=1))
    with Session(engine) as session:
        assert on_sale(session) - before == {(ahead.district_id, ahead.name)}


def test_copies_are_found_by_search_and_keep_every_law(engine, larger):
    with Session(engine) as session:
        there = len(on_sale(session))
    assert fill(engine, 3 * there, pieces=5) == 3 * there
    assert fill(engine, 3 * there, pieces=5) == 3 * there, "a second filling finds all done"
    assert fill(engine, 3 * there + 2, pieces=5) == 3 * there + 2, (
        "and a larger one copies the originals only"
    )
    with Session(engine) as session:
        unknown = select(func.count()).where(Listing.words.is_(None))
        assert session.scalar(unknown) == 0
        assert session.scalar(select(func.count(Listing.slug.distinct()))) == 3 * there + 2
        stocked = text("SELECT count(*) FROM levels WHERE on_hand < 5")
        assert session.scalar(stocked) == 0
        assert [found.law.sentence for found in audit(session) if found.broken] == []


def test_the_scale_is_named_and_production_has_none(monkeypatch, capsys):
    assert main(["enormous"]) == 1
    assert capsys.readouterr().err == "Say how large: full or 100k.\n"
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
    assert main(["full"]) == 1
    assert capsys.readouterr().err == "ZILA_ENV is production, where no demo people may be.\n"
