"""The list of payments: finance and the admin read it, nobody else does."""

from __future__ import annotations

from kit.ids import new_id
from kit.money import Money
from payments.actions import open_payment, settle, take_cash
from payments.rules import PaymentStatus, Seen
from people.rules import Role
from tests.makers import AT
from tests.storefront.admin.test_admin import browser_of, staff


def test_finance_reads_what_came_and_where_it_stands(app, session):
    finance = staff(session, "lakshmi@example.in", Role.FINANCE)
    paid = open_payment(session, subject_kind="order", subject_id=new_id(), amount=Money(1_23_456_00), at=AT)
    session.flush()
    settle(session, paid.id, Seen(PaymentStatus.CAPTURED, paid.amount_paise, "INR", "pi_1", "ch_1"), at=AT)
    take_cash(
        session,
        subject_kind="order",
        subject_id=new_id(),
        amount=Money(50_00),
        account="till:1:cash",
        by=finance.id,
        at=AT,
    )
    session.commit()
    page = browser_of(app, session, finance).get("/admin/payments")
    assert page.status_code == 200
    assert "₹1,23,456.00" in page.text
    assert "₹50.00" in page.text
    assert str(paid.subject_id) in page.text


def test_who_may_not_read_payments_does_not(app, session):
    keeper = staff(session, "officer@example.in", Role.NATIONAL_OFFICER)
    assert browser_of(app, session, keeper).get("/admin/payments").status_code == 403
    assert app.test_client().get("/admin/payments").status_code == 303
