"""Every letter of the house, written by its own task in each language: what it says, to whom, and how long it is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy import select, text

import catalog.tasks
import malls.tasks
import orders.tasks
from catalog import storage
from catalog.actions import (
    answer_ask,
    appeal,
    decide_appeal,
    reject_claim,
    return_for_changes,
    verify_origin,
)
from catalog.actions import ask_maker as ask_of_maker
from catalog.actions.cluster import retire_cluster
from catalog.actions.nomination import (
    Named,
    accept_nomination,
    nominate,
    retire_product,
    return_nomination,
)
from catalog.models import Artisan, Cluster, DistrictProduct
from catalog.rules.desk import AskKind
from catalog.rules.nomination import NominationKind
from catalog.rules.registry import Sector
from kit import keys, letters
from kit.ids import new_id
from kit.render import TEMPLATES
from malls.actions.consignments import (
    Counted,
    accept_consignment,
    dispatch,
    lines_of,
    raise_consignment,
    receive_goods,
)
from malls.actions.malls import open_mall
from malls.models import Mall, Stall
from malls.rules import BornBy, MallStatus, StallKind
from orders.actions import complaints, parcels, redress
from orders.actions.wishes import answer_question, ask_maker
from orders.queries.complaints import decisions_of
from orders.rules.complaints import ComplaintKind, Outcome, Voice
from people.actions import ask_for_help, begin_help, end_help, request_code, write_notice
from people.models import Credential, District, Grant, Notice, Person
from people.rules import LANGUAGES, Channel, Help, Role, ScopeKind
from tests.makers import AT, BANKURA, JAIPUR, a_claim, a_draft, a_person, a_workshop, all_met, an_officer
from tests.sales import DEVI, a_confirmed_order, later, maker_of, on_sale, parcels_of

PUBLIC_URL = "https://zilahaat.example"
GSM_7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ONE_MESSAGE = 160  # characters of the plain alphabet
UCS_2_PART = 67  # characters of another script in each joined part
HINDI_PARTS = 3
LONGER = {
    "claim_rejected",
    "returned_for_changes",
}  # it carries an officer's reasons, which no template can shorten


@pytest.fixture(autouse=True)
def told_process(tmp_path):
    """The settings that a process is told at start-up."""
    storage.keep_in(tmp_path / "media")
    keys.use("demo-for-tests-and-nothing-else-at-all")
    letters.use(
        letters.Post(
            smtp_url="smtp://127.0.0.1:9",
            sms_url="http://127.0.0.1:9/sms",
            sender="Zila Haat <post@zilahaat.example>",
            public_url=PUBLIC_URL,
        )
    )


@pytest.fixture(params=LANGUAGES)
def language(request):
    """The language that everybody in the story reads."""
    return request.param


def kinds() -> set[str]:
    """Every letter there is a template for."""
    return {path.stem for path in (TEMPLATES / "notices").iterdir()}


def everybody_reads(session, language):
    for person in session.scalars(select(Person)):
        person.language = language
        person.email = person.email or f"{person.name.lower()}@people.example"
    session.flush()


def story_of_an_order(session, language):
    """Asha's parcel arrives and her money is freed; Chandan cannot send his; a second order has nobody left."""
    goods = [on_sale(session, name, pieces=40) for name in ("Asha", "Chandan")]
    everybody_reads(session, language)
    buyer = replace(DEVI, language=language)
    order = a_confirmed_order(session, goods, pieces=12, to=buyer)
    asha, chandan = parcels_of(session, order)
    facts = {"order_id": str(order.id)}
    orders.tasks.tell_artisans(session, facts, AT)
    orders.tasks.tell_buyer(session, facts, AT)
    parcels.decline(session, chandan.id, reason="ill", by=maker_of(session, chandan), at=later(hours=1))
    orders.tasks.tell_buyer_of_decline(session, facts | {"fulfillment_id": str(chandan.id)}, later(hours=1))
    keeper = maker_of(session, asha)
    parcels.accept(session, asha.id, by=keeper, at=later(hours=2))
    parcels.pack(session, asha.id, by=keeper, at=later(hours=3))
    parcels.ship(
        session,
        asha.id,
        courier="India Post Speed Post",
        tracking_number="EW123456789IN",
        by=keeper,
        at=later(hours=4),
    )
    told = facts | {"fulfillment_id": str(asha.id)}
    orders.tasks.tell_buyer_of_shipping(session, told, later(hours=4))
    parcels.deliver(session, asha.id, by=None, at=later(days=3))
    orders.tasks.tell_buyer_of_arrival(session, told, later(days=3))
    assert parcels.release_money(session, asha.id, at=later(days=11))
    paid = {"artisan_id": str(asha.artisan_id), "paise": int(asha.payable_paise)}
    orders.tasks.tell_artisan_of_money(session, told | paid, later(days=11))
    second = a_confirmed_order(session, goods[:1], to=buyer)
    [alone] = parcels_of(session, second)
    parcels.decline(session, alone.id, reason="ill", by=keeper, at=later(hours=1))
    gone = {"order_id": str(second.id), "fulfillment_id": str(alone.id)}
    orders.tasks.tell_buyer_of_decline(session, gone, later(hours=1))
    orders.tasks.tell_buyer_of_cancel(session, gone, later(hours=1))
    return order


def story_of_a_consignment(session, language):
    """A mall asks Asha for ten pieces, counts nine good and one broken."""
    piece = on_sale(session, "Asha", pieces=12)
    keeper = an_officer(session, "Meera")
    mall = Mall(
        id=new_id(),
        slug="ekta-mall-kolkata",
        name="Ekta Mall Kolkata",
        state_code="19",
        ordinal=1,
        status=MallStatus.PLANNED,
    )
    session.add(mall)
    session.flush()
    open_mall(session, mall, address="1 Fair Ground, Kolkata", tills=1, by=None, at=AT)
    stall = session.scalars(
        select(Stall).filter_by(mall_id=mall.id, kind=StallKind.STATE, state_code="19")
    ).one()
    everybody_reads(session, language)
    asha = session.get_one(Artisan, piece.artisan_id)
    asked = raise_consignment(
        session,
        stall,
        asha,
        {piece.variants[0].id: 10},
        broken_born_by=BornBy.MALL,
        note="",
        by=keeper,
        at=AT,
    )
    session.flush()
    facts = {"consignment_id": str(asked.id), "artisan_id": str(asha.id)}
    malls.tasks.tell_artisan_of_consignment(session, facts, AT)
    accept_consignment(session, asked, by=asha.person_id, at=AT)
    dispatch(session, asked, carrier="Own van", docket="-", by=asha.person_id, at=AT)
    [line] = lines_of(session, asked)
    receive_goods(session, asked, {line.id: Counted(good=9, broken=1)}, by=keeper, at=AT)
    session.flush()
    malls.tasks.tell_artisan_of_receipt(session, facts | {"good": 9, "broken": 1, "missing": 0}, AT)


def story_of_a_listing(session, language):
    """An officer is asked, sends back, verifies; the maker puts it on sale."""
    officer = a_person(session, "Farida", email="farida@district.example")
    listing = a_draft(session, a_workshop(session))
    session.add(Credential(person_id=officer.id, password_hash="-", totp_secret="-", set_at=AT))
    session.add(
        Grant(
            person_id=officer.id,
            role=Role.DISTRICT_OFFICER,
            scope_kind=ScopeKind.DISTRICT,
            scope_id=str(BANKURA),
            granted_by=None,
            granted_at=AT,
        )
    )
    everybody_reads(session, language)
    claim = a_claim(session, listing)
    catalog.tasks.tell_officers(session, {"verification_id": claim.id}, AT)
    return_for_changes(session, claim, ["Show the back of the cloth."], by=officer.id, at=AT)
    catalog.tasks.tell_maker_returned(session, {"verification_id": claim.id}, AT)
    again = a_claim(session, listing)
    verify_origin(session, again, all_met(session, again), by=officer.id, at=AT)
    catalog.tasks.tell_maker_verified(session, {"verification_id": again.id}, AT)
    catalog.tasks.tell_maker_published(session, {"listing_id": str(listing.id)}, AT)


def story_of_an_appeal(session, language):
    """An officer asks Bina for one thing, then refuses; she appeals, and the State looks at it twice."""
    officer = a_person(session, "Gopal", email="gopal@district.example")
    judge = a_person(session, "Indira", email="indira@state.example")
    draft = a_draft(session, a_workshop(session, "Bina"))
    session.add(Credential(person_id=judge.id, password_hash="-", totp_secret="-", set_at=AT))
    session.add(
        Grant(
            person_id=judge.id,
            role=Role.STATE_OFFICER,
            scope_kind=ScopeKind.STATE,
            scope_id="08",
            granted_by=None,
            granted_at=AT,
        )
    )
    everybody_reads(session, language)
    claim = a_claim(session, draft)
    for kind in AskKind:
        ask = ask_of_maker(session, claim, kind, by=officer.id, at=AT)
        catalog.tasks.ask_maker(session, {"ask_id": ask.id}, AT)
        answer_ask(session, claim, "Here it is.", by=draft.artisan.person_id, at=AT)
        catalog.tasks.tell_who_asked(session, {"ask_id": ask.id}, AT)
    reject_claim(session, claim, "Cast in a factory.", by=officer.id, at=AT)
    catalog.tasks.tell_maker_rejected(session, {"verification_id": claim.id}, AT)
    made = appeal(session, claim, "It is thrown by hand at home.", by=draft.artisan.person_id, at=AT)
    catalog.tasks.tell_state_officers(session, {"appeal_id": made.id}, AT)
    decide_appeal(session, made, allowed=False, reason="It is not.", by=judge.id, at=AT)
    for allowed in (False, True):
        made.allowed = allowed  # both letters
        catalog.tasks.tell_maker_of_appeal(session, {"appeal_id": made.id}, AT)


def story_at_the_door(session, language):
    """A code by SMS, an invitation by mail."""
    request_code(session, DEVI.mobile, browser="b", language=language, at=AT)
    words = {"path": "/invitations/abc", "days": 7}
    write_notice(session, "invitation", email="new@staff.example", language=language, context=words, at=AT)


def story_of_help(session, language):
    """Meena asks Asha for leave to act for her, gets it by a code, and ends it."""
    asha = session.get_one(Person, a_workshop(session).person_id)
    meena = a_person(session, "Meena", email="meena@centre.example")
    everybody_reads(session, language)
    said = {"things": list(Help), "hours": 8, "browser": "b", "language": language, "at": AT}
    bankura = session.get_one(District, BANKURA)
    leave = ask_for_help(session, meena, asha.mobile, person=asha, district=bankura, **said)
    sent = session.scalars(select(Notice).where(Notice.kind == "help_code")).all()[-1]
    digits = re.search(r"[0-9]{6}", sent.body).group()
    begin_help(session, meena, leave.id, asha.mobile, digits, browser="b", at=AT)
    end_help(session, leave, by=meena.id, at=later(hours=1))


def story_of_a_question(session, language):
    """Devi asks Asha about the bowl, and Asha answers."""
    piece = on_sale(session, "Asha")
    buyer = a_person(session, "Devi")
    everybody_reads(session, language)
    asked = ask_maker(session, piece.id, "Does it go into an oven?", language=language, by=buyer.id, at=AT)
    facts = {"question_id": asked.id, "listing_id": str(piece.id), "artisan_id": str(piece.artisan_id)}
    orders.tasks.tell_artisan_of_question(session, facts, AT)
    answer_question(session, asked, "No, only on the table.", by=piece.artisan.person_id, at=AT)
    orders.tasks.tell_asker(session, facts, AT)


def story_of_the_last_pieces(session, language):
    """Three of Asha's bowls are left, and two are sold."""
    piece = on_sale(session, "Asha", pieces=3)
    everybody_reads(session, language)
    order = a_confirmed_order(session, [piece], 2)
    orders.tasks.tell_of_few_left(session, {"order_id": str(order.id)}, AT)


def story_of_a_complaint(session, language):
    """Devi complains of her bowl; it is read, written about, sent to the State, decided, appealed and closed."""
    sent = on_sale(session, "Asha")
    officer = a_person(session, "Harish", email="harish@district.example")
    judge = a_person(session, "Jaya", email="jaya@state.example")
    purse = a_person(session, "Lakshmi", email="lakshmi@finance.example")
    for person, role, kind, place in (
        (officer, Role.DISTRICT_OFFICER, ScopeKind.DISTRICT, str(BANKURA)),
        (judge, Role.STATE_OFFICER, ScopeKind.STATE, "19"),
        (purse, Role.FINANCE, ScopeKind.NATION, ""),
    ):
        session.add(
            Grant(
                person_id=person.id,
                role=role,
                scope_kind=kind,
                scope_id=place,
                granted_by=None,
                granted_at=AT,
            )
        )
    everybody_reads(session, language)
    order = a_confirmed_order(session, [sent], to=replace(DEVI, language=language))
    [parcel] = parcels_of(session, order)
    made = complaints.make_complaint(
        session,
        complaints.About(artisan_id=parcel.artisan_id, order_id=order.id, fulfillment_id=parcel.id),
        ComplaintKind.BROKEN,
        "The bowl came in two pieces.",
        who=complaints.Complainant(mobile=DEVI.mobile, email=DEVI.email, language=language),
        key=new_id(),
        at=AT,
    )
    facts = {"complaint_id": str(made.id)}
    orders.tasks.take_up_complaint(session, facts, AT)
    redress.acknowledge(session, made.id, by=officer.id, at=AT)
    orders.tasks.tell_of_acknowledgement(session, facts, AT)
    for to in (Voice.BUYER, Voice.MAKER):
        words = "Please send a picture of the box."
        note = redress.write_note(session, made.id, words, voice=Voice.OFFICE, to=to, by=officer.id, at=AT)
        orders.tasks.tell_of_note(session, facts | {"note_id": note.id}, AT)
    redress.escalate(session, made.id, "The maker does not answer.", by=officer.id, at=AT)
    orders.tasks.tell_of_escalation(session, facts, AT)
    for by, outcome in ((officer, Outcome.MONEY_BACK), (judge, Outcome.NOT_UPHELD)):
        redress.decide(session, made.id, outcome, "Broken on its way.", by=by.id, at=AT)
        turn = {"decision_id": decisions_of(session, made)[-1].id}
        orders.tasks.tell_of_decision(session, facts | turn, AT)
        if outcome is Outcome.MONEY_BACK:
            complaints.appeal(session, made.id, "No money came.", by=None, at=AT)
            orders.tasks.tell_of_appeal(session, facts, AT)
    orders.tasks.tell_of_withdrawal(session, facts, AT)


def story_of_the_registry(session, language):
    """Kavita nominates a product and a cluster; Arjun accepts, sends back, and later takes both out."""
    kavita = a_person(session, "Kavita", email="kavita@state.example")
    arjun = a_person(session, "Arjun", email="arjun@nation.example")
    for person, role, kind, scope in (
        (kavita, Role.STATE_OFFICER, ScopeKind.STATE, "19"),
        (arjun, Role.NATIONAL_OFFICER, ScopeKind.NATION, ""),
    ):
        session.add(
            Grant(
                person_id=person.id,
                role=role,
                scope_kind=kind,
                scope_id=scope,
                granted_by=None,
                granted_at=AT,
            )
        )
    a_workshop(session, "Chandan")  # and with it the world
    session.execute(text("SELECT setval(pg_get_serial_sequence('district_products', 'id'), 1000)"))
    everybody_reads(session, language)
    own = frozenset({BANKURA, JAIPUR})
    facts = Named(
        name="Dokra, once more",
        districts=sorted(own),
        sector=Sector.HANDICRAFTS,
        craft_id="blue_pottery",
        story="",
        source="Government Order 12/2026",
        source_date=AT.date(),
    )
    for named in NominationKind:
        one = replace(facts, kind=named, name=f"Dokra, a {named}")
        nomination = nominate(session, one, state_code="19", own=own, by=kavita.id, at=AT)
        told = {"nomination_id": nomination.id}
        catalog.tasks.tell_national_officers(session, told, AT)
        accept_nomination(session, nomination, by=arjun.id, at=AT)
        catalog.tasks.tell_nominator(session, told, AT)
    again = nominate(session, facts, state_code="19", own=own, by=kavita.id, at=AT)
    return_nomination(session, again, "The order names another craft.", by=arjun.id, at=AT)
    catalog.tasks.tell_nominator(session, {"nomination_id": again.id}, AT)
    product = session.scalars(select(DistrictProduct).where(DistrictProduct.name.like("Dokra%"))).first()
    retire_product(session, product, "Nobody casts it any more.", by=arjun.id, at=AT)
    catalog.tasks.tell_state_of_product(session, {"district_product_id": product.id}, AT)
    cluster = session.scalars(select(Cluster)).one()
    retire_cluster(session, cluster, "Nobody casts it any more.", by=arjun.id, at=AT)
    catalog.tasks.tell_state_of_cluster(session, {"cluster_id": cluster.id}, AT)


STORIES = (
    story_of_a_complaint,
    story_of_an_order,
    story_of_a_consignment,
    story_of_a_listing,
    story_of_a_question,
    story_of_an_appeal,
    story_at_the_door,
    story_of_help,
    story_of_the_registry,
    story_of_the_last_pieces,
)


def letters_written(session):
    session.flush()
    return list(session.scalars(select(Notice).order_by(Notice.written_at, Notice.id)))


def test_every_letter_with_a_template_is_written_in_every_language(session, language):
    for story in STORIES:
        story(session, language)
    written = letters_written(session)
    assert {notice.kind for notice in written} == kinds()
    assert {notice.language for notice in written} == {language}
    for notice in written:
        assert "{{" not in notice.body
        assert "%(" not in notice.body
        assert "None" not in notice.body, notice.kind
        assert "\n\n\n\n" not in notice.body, notice.kind
        assert bool(notice.subject) is (notice.channel is Channel.MAIL)


def test_a_text_message_is_one_message_in_english_and_at_most_three_in_hindi(session, language):
    for story in STORIES:
        story(session, language)
    texts = [notice for notice in letters_written(session) if notice.channel is Channel.SMS]
    assert texts
    for notice in texts:
        if language == "en" and notice.kind not in LONGER:
            assert set(notice.body) <= GSM_7, (notice.kind, set(notice.body) - GSM_7)
            assert len(notice.body) <= ONE_MESSAGE, (notice.kind, len(notice.body), notice.body)
        else:
            assert len(notice.body) <= UCS_2_PART * HINDI_PARTS, (notice.kind, len(notice.body), notice.body)


def test_a_maker_reads_of_her_own_parcel_only_and_not_who_bought_it(session, language):
    order = story_of_an_order(session, language)
    asha, chandan = parcels_of(session, order)
    for parcel, other in ((asha, chandan), (chandan, asha)):
        keeper = session.get_one(Person, maker_of(session, parcel))
        hers = [notice for notice in letters_written(session) if notice.person_id == keeper.id]
        assert hers
        for notice in hers:
            words = notice.subject + notice.body
            assert DEVI.name not in words
            assert DEVI.mobile[3:] not in re.sub(r"\D", "", words)
            assert DEVI.address["line"] not in words
            assert other.seller["name"] not in words


def test_a_buyer_reads_no_ones_mobile_number_and_no_ones_own_name(session, language):
    story_of_an_order(session, language)
    makers = session.scalars(select(Person).where(Person.id.in_(select(Artisan.person_id))))
    secrets = [word for maker in makers for word in (maker.mobile[3:], f"{maker.name} Devi")]
    hers = [notice for notice in letters_written(session) if notice.to in {DEVI.mobile, DEVI.email}]
    assert len({notice.kind for notice in hers}) == 5
    for notice in hers:
        assert not [word for word in secrets if word in notice.subject + notice.body], notice.kind


def test_the_letter_to_a_maker_says_how_many_what_she_gets_and_by_when(session):
    order = story_of_an_order(session, "en")
    asha = parcels_of(session, order)[0]
    told = {
        notice.channel: notice for notice in letters_written(session) if notice.kind == "order_for_artisan"
    }
    session.refresh(asha)
    assert order.number in told[Channel.SMS].body
    assert "12 pieces" in told[Channel.SMS].body
    assert "23 Nov 2026, 12:00 pm" in told[Channel.SMS].body
    assert "12 × Blue bowl with a fish" in told[Channel.MAIL].body


def test_what_a_letter_links_to_is_in_the_readers_language(session):
    order = story_of_an_order(session, "hi")
    [told] = [
        notice
        for notice in letters_written(session)
        if notice.kind == "order_confirmed" and notice.channel is Channel.SMS
    ]
    assert told.body.endswith(f"{PUBLIC_URL}/hi/orders/{order.number}")
