"""Two codes typed at the same moment: one leave stands, whoever is faster."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select

from kit.db import transaction
from people.actions import ask_for_help, begin_help
from people.errors import HelpBusy, HelpGone
from people.models import Assistance, District, Notice, Person
from tests.makers import AT, BANKURA, a_person, a_world


def asked(session, meena, person):
    place = session.get_one(District, BANKURA)
    leave = ask_for_help(
        session,
        meena,
        person.mobile,
        person=person,
        district=place,
        things=["stock"],
        hours=1,
        browser="b",
        language="en",
        at=AT,
    )
    session.flush()
    body = session.scalars(select(Notice.body).where(Notice.to == person.mobile)).one()
    return leave.id, person.mobile, re.search(r"[0-9]{6}", body).group()


def typed_at_once(meena_id, tries):
    """Every try in a thread and transaction of its own, begun together; what came of each."""
    ready = Barrier(len(tries))

    def type_code(told):
        leave_id, mobile, digits = told
        ready.wait()
        try:
            with transaction() as session:
                helper = session.get_one(Person, meena_id)
                begin_help(session, helper, leave_id, mobile, digits, browser="b", at=AT)
        except (HelpBusy, HelpGone) as refusal:
            return type(refusal)
        return None

    with ThreadPoolExecutor(len(tries)) as pool:
        return list(pool.map(type_code, tries))


def test_of_two_makers_at_once_one_is_acted_for(fresh_engine):
    with transaction() as session:
        a_world(session)
        meena = a_person(session, "Meena", email="meena@centre.example")
        makers = [
            a_person(session, name, mobile=f"+91900001001{n}") for n, name in enumerate(("Asha", "Bina"))
        ]
        tries = [asked(session, meena, maker) for maker in makers]
        meena_id = meena.id
    assert sorted(map(str, typed_at_once(meena_id, tries))) == sorted(map(str, [None, HelpBusy]))
    with transaction() as session:
        assert len(session.scalars(select(Assistance).where(Assistance.agreed_at.is_not(None))).all()) == 1


def test_one_code_typed_twice_at_once_gives_one_leave(fresh_engine):
    with transaction() as session:
        a_world(session)
        meena = a_person(session, "Meena", email="meena@centre.example")
        told = asked(session, meena, a_person(session, "Asha", mobile="+919000010011"))
        meena_id = meena.id
    assert sorted(map(str, typed_at_once(meena_id, [told] * 4))) == sorted(map(str, [None, *[HelpGone] * 3]))
