"""What people see and may do at the mall's desk."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from kit.clock import now
from kit.ids import new_id
from malls.actions.consignments import lines_of
from malls.models import Consignment, GoodsReceipt, Sale, Shift, Till
from malls.rules import ConsignmentStatus
from orders.models import Invoice
from stock.models import LocationKind
from tests.counter import a_mall, a_shift, a_stall, asked_for, held, in_workshop, on_shelf, sent
from tests.makers import BANKURA, a_listing


def till_page(client, shift, **said):
    return client.get(f"/mall/shifts/{shift.id}", query_string=said)


def bill_id(page: str) -> str:
    found = re.search(r'name="sale" value="([0-9a-f-]{36})"', page)
    assert found is not None
    return found[1]


def count(session, model):
    session.expire_all()
    return session.scalar(select(func.count()).select_from(model))


def test_a_guest_is_asked_to_sign_in(client):
    answer = client.get("/mall/")
    assert answer.status_code == 303
    assert answer.location.startswith("/staff/sign-in?next=")


def test_the_board_has_a_tile_for_each_state_and_each_home_district(as_dilip, session, mall):
    on_shelf(session, mall)
    page = as_dilip.get("/mall/")
    assert page.status_code == 200
    assert page.text.count('href="/mall/stalls/') == 4
    for words in ("Rajasthan", "Ladakh", "Bankura", "low", "9 pieces, minimum 10", "empty"):
        assert words in page.text
    assert "PM Ekta Mall Bankura" in page.text


def test_a_cashier_sees_no_goods_to_order(as_esha, mall):
    page = as_esha.get("/mall/").text
    assert "Order goods" not in page
    assert as_esha.get("/mall/order-goods").status_code == 403
    assert as_esha.get("/mall/consignments").status_code == 403


def test_a_stall_tells_what_stands_there(as_dilip, session, mall):
    consignment, variant_id = on_shelf(session, mall)
    page = as_dilip.get(f"/mall/stalls/{consignment.stall_id}").text
    assert "Blue bowl with a fish" in page
    assert "₹1,050.00" in page
    assert str(variant_id) in page


def test_a_stall_of_another_state_says_why_it_is_bare(as_dilip, session, mall):
    page = as_dilip.get(f"/mall/stalls/{a_stall(session, mall, state='08').id}").text
    assert "registrations that are not offered" in page


def test_goods_are_asked_for_step_by_step(as_dilip, session, mall):
    saree = a_listing(session)
    variant_id = in_workshop(session, saree, 12)
    stall = a_stall(session, mall, district=BANKURA)
    makers = as_dilip.get("/mall/order-goods", query_string={"stall": stall.id}).text
    assert f"maker={saree.artisan_id}" in makers
    goods = as_dilip.get("/mall/order-goods", query_string={"stall": stall.id, "maker": saree.artisan_id})
    assert f'name="pieces_{variant_id}"' in goods.text
    asked = {
        "stall": stall.id,
        "maker": saree.artisan_id,
        f"pieces_{variant_id}": "१०",
        "born_by": "mall",
        "note": "For Durga Puja",
    }
    added = as_dilip.post("/mall/consignments", data={**asked, "deed": "sum"})
    assert added.status_code == 200
    assert "₹10,500.00" in added.text
    assert count(session, Consignment) == 0
    raised = as_dilip.post("/mall/consignments", data={**asked, "deed": "raise"})
    assert raised.status_code == 303
    consignment = session.scalars(select(Consignment)).one()
    assert raised.location == f"/mall/consignments/{consignment.number}"
    page = as_dilip.get(raised.location).text
    assert "For Durga Puja" in page
    assert "Asked for" in page


def test_asking_for_nothing_says_so_and_keeps_what_was_typed(as_dilip, session, mall):
    saree = a_listing(session)
    variant_id = in_workshop(session, saree, 12)
    asked = {
        "stall": a_stall(session, mall, district=BANKURA).id,
        "maker": saree.artisan_id,
        f"pieces_{variant_id}": "0",
        "born_by": "artisan",
        "note": "Red ones",
        "deed": "raise",
    }
    answer = as_dilip.post("/mall/consignments", data=asked)
    assert answer.status_code == 422
    assert "Ask for at least one piece" in answer.text
    assert "Red ones" in answer.text
    wrong = as_dilip.post("/mall/consignments", data={**asked, f"pieces_{variant_id}": "ten"})
    assert wrong.status_code == 422
    assert "Write a whole number." in wrong.text
    assert 'value="ten"' in wrong.text


def test_a_maker_of_another_state_is_refused_with_the_reason(as_dilip, session, mall):
    pot = a_listing(session, of="Bina")
    variant_id = in_workshop(session, pot, 5)
    stall = a_stall(session, mall, state="08")
    reason = "lives in another State"
    assert reason in as_dilip.get("/mall/order-goods", query_string={"stall": stall.id}).text
    choice = as_dilip.get("/mall/order-goods", query_string={"stall": stall.id, "maker": pot.artisan_id})
    assert (choice.status_code, reason in choice.text) == (422, True)
    forced = as_dilip.post(
        "/mall/consignments",
        data={
            "stall": stall.id,
            "maker": pot.artisan_id,
            f"pieces_{variant_id}": "2",
            "born_by": "mall",
            "deed": "raise",
        },
    )
    assert (forced.status_code, reason in forced.text) == (422, True)
    assert count(session, Consignment) == 0


def test_ten_sent_nine_good_one_broken(as_dilip, session, mall):
    consignment = sent(session, mall)
    line = lines_of(session, consignment)[0]
    address = f"/mall/consignments/{consignment.number}/receipt"
    assert consignment.number in as_dilip.get("/mall/receiving").text
    assert f'name="good_{line.id}"' in as_dilip.get(address).text
    counted = {f"good_{line.id}": "9", f"broken_{line.id}": "1", f"note_{line.id}": "Torn at the fold"}
    added = as_dilip.post(address, data={**counted, "deed": "sum"})
    assert "1 broken." in added.text
    assert count(session, GoodsReceipt) == 0
    answers = [as_dilip.post(address, data={**counted, "deed": "finish"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    session.expire_all()
    assert session.scalars(select(GoodsReceipt)).one().broken == 1
    assert held(session, LocationKind.STALL, consignment.stall_id, line.variant_id) == 9
    page = as_dilip.get(f"/mall/consignments/{consignment.number}").text
    assert "Torn at the fold" in page
    assert "9 pieces stand on their stall now." in page


@pytest.mark.parametrize(
    ("good", "broken", "words"),
    [
        ("10", "1", "More was counted than was sent"),
        ("", "0", "Count this line"),
        ("nine", "1", "Write a whole number."),
        ("-1", "0", "Write a whole number."),
    ],
)
def test_a_wrong_count_books_nothing_and_keeps_what_was_typed(as_dilip, session, mall, good, broken, words):
    consignment = sent(session, mall)
    line = lines_of(session, consignment)[0]
    answer = as_dilip.post(
        f"/mall/consignments/{consignment.number}/receipt",
        data={f"good_{line.id}": good, f"broken_{line.id}": broken, "deed": "finish"},
    )
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{good}"' in answer.text
    session.expire_all()
    assert session.get_one(Consignment, consignment.id).status is ConsignmentStatus.DISPATCHED
    assert count(session, GoodsReceipt) == 0


def test_a_till_is_opened_with_its_float(as_esha, session, mall):
    till = session.scalars(select(Till).filter_by(mall_id=mall.id).order_by(Till.name)).first()
    empty = as_esha.post(f"/mall/tills/{till.id}/shifts", data={"float_rupees": ""})
    assert (empty.status_code, "Count the drawer first" in empty.text) == (422, True)
    wrong = as_esha.post(f"/mall/tills/{till.id}/shifts", data={"float_rupees": "2,00O"})
    assert (wrong.status_code, "2,00O" in wrong.text) == (422, True)
    opened = as_esha.post(f"/mall/tills/{till.id}/shifts", data={"float_rupees": "₹2,000.50"})
    assert opened.status_code == 303
    session.expire_all()
    assert session.scalars(select(Shift)).one().float_paise == 2_000_50
    again = as_esha.post(f"/mall/tills/{till.id}/shifts", data={"float_rupees": "1"})
    assert (again.status_code, count(session, Shift)) == (422, 1)


def test_the_bill_is_put_together_without_any_script(as_esha, session, mall):
    _, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    first = till_page(as_esha, shift).text
    sale = bill_id(first)
    assert "Blue bowl with a fish" in first
    added = till_page(as_esha, shift, sale=sale, add=variant_id).text
    assert f'value="{variant_id}:1"' in added
    assert bill_id(added) == sale
    assert "GST inside" in added
    more = till_page(as_esha, shift, sale=sale, line=f"{variant_id}:1", add=variant_id).text
    assert "₹2,100.00" in more
    less = till_page(as_esha, shift, sale=sale, line=f"{variant_id}:2", less=variant_id).text
    assert f'value="{variant_id}:1"' in less
    gone = till_page(as_esha, shift, sale=sale, line=f"{variant_id}:2", remove=variant_id).text
    assert f"{variant_id}:" not in gone


def test_a_scanned_tag_goes_on_the_bill_and_a_name_narrows_the_goods(as_esha, session, mall):
    _, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    assert f'value="{variant_id}:1"' in till_page(as_esha, shift, find=variant_id).text
    assert 'name="add"' in till_page(as_esha, shift, find="fish").text
    nothing = till_page(as_esha, shift, find="<b>elephant</b>").text
    assert "&lt;b&gt;elephant" in nothing
    assert "is called" in nothing


def test_cash_is_taken_once_however_often_the_key_is_pressed(as_esha, session, mall):
    consignment, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    sale = bill_id(till_page(as_esha, shift, add=variant_id).text)
    paid = {"sale": sale, "line": f"{variant_id}:1", "given": "1,100", "total": "105000"}
    answers = [as_esha.post(f"/mall/shifts/{shift.id}/sales", data=paid) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert {answer.location for answer in answers} == {f"/mall/sales/{sale}"}
    assert count(session, Sale) == 1
    assert held(session, LocationKind.STALL, consignment.stall_id, variant_id) == 8
    receipt = as_esha.get(f"/mall/sales/{sale}").text
    number = session.scalars(select(Invoice)).one().number
    for words in ("Tax invoice", number, "Asha Devi", "CGST", "SGST", "₹50.00", "GSTIN"):
        assert words in receipt
    back = till_page(as_esha, shift, sale=sale, line=f"{variant_id}:1")
    assert (back.status_code, back.location) == (303, f"/mall/sales/{sale}")


def test_the_same_bill_with_other_goods_is_refused(as_esha, session, mall):
    _, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    paid = {"sale": new_id(), "line": f"{variant_id}:1", "given": "5000"}
    assert as_esha.post(f"/mall/shifts/{shift.id}/sales", data=paid).status_code == 303
    twice = {**paid, "line": f"{variant_id}:3"}
    other = as_esha.post(f"/mall/shifts/{shift.id}/sales", data=twice, follow_redirects=True)
    assert other.request.path == f"/mall/sales/{paid['sale']}"
    assert "A bill was rung already" in other.text
    assert count(session, Sale) == 1


def test_no_amount_typed_means_exactly_the_bill(as_esha, session, mall):
    _, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    paid = {"sale": new_id(), "line": f"{variant_id}:1", "given": "", "total": "105000"}
    assert as_esha.post(f"/mall/shifts/{shift.id}/sales", data=paid).status_code == 303
    session.expire_all()
    assert session.scalars(select(Sale)).one().given_paise == 1_050_00


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"given": "1,000"}, "less than the bill"),
        ({"given": "a lot"}, "Write an amount in rupees"),
        ({"mobile": "12345"}, "ten digits"),
        ({"line": "{variant}:50"}, "No stall here holds so many"),
        ({"line": "999999:1"}, "No stall here holds so many"),
        ({"line": ""}, "No stall here holds so many"),
    ],
)
def test_a_refused_sale_says_why_and_keeps_what_was_typed(as_esha, session, mall, changed, words):
    _, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    changed = {name: text.format(variant=variant_id) for name, text in changed.items()}
    paid = {"sale": new_id(), "line": f"{variant_id}:1", "given": "60000", "mobile": ""} | changed
    sent = as_esha.post(f"/mall/shifts/{shift.id}/sales", data=paid)
    assert sent.status_code == 303  # so going back never asks to send it again
    answer = as_esha.get(sent.location)
    assert words in answer.text
    assert f'value="{paid["given"]}"' in answer.text
    assert str(paid["sale"]) in answer.text
    assert count(session, Sale) == 0
    if "line" not in changed:
        assert words not in as_esha.get(sent.location).text  # told once


def test_a_drawer_is_counted_blind_and_a_difference_wants_a_reason(as_esha, session, mall):
    _, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    as_esha.post(
        f"/mall/shifts/{shift.id}/sales",
        data={"sale": new_id(), "line": f"{variant_id}:1", "given": "1050"},
    )
    address = f"/mall/shifts/{shift.id}/closing"
    assert "₹1,550.00" not in as_esha.get(address).text
    added = as_esha.post(address, data={"d500": "3", "d20": "2", "deed": "sum"}).text
    assert "₹1,540.00" in added
    refused = as_esha.post(address, data={"d500": "3", "d20": "2", "deed": "close"})
    assert refused.status_code == 422
    assert "write why" in refused.text
    assert "₹1,550.00" not in refused.text
    assert 'value="3"' in refused.text
    closed = as_esha.post(
        address, data={"d500": "3", "d20": "2", "reason": "Wrong change given", "deed": "close"}
    )
    assert closed.status_code == 303
    report = as_esha.get(address).text
    for words in ("₹1,550.00", "₹1,540.00", "−₹10.00", "Wrong change given"):
        assert words in report
    gone = as_esha.get(f"/mall/shifts/{shift.id}")
    assert (gone.status_code, gone.location) == (303, "/mall/tills")
    late = as_esha.post(
        f"/mall/shifts/{shift.id}/sales",
        data={"sale": new_id(), "line": f"{variant_id}:1", "given": "1050"},
        follow_redirects=True,
    )
    assert (late.request.path, "This till is closed" in late.text) == ("/mall/tills", True)


def test_another_malls_rows_are_not_there(as_stranger, session, mall):
    consignment, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    paid = {"sale": new_id(), "line": f"{variant_id}:1", "given": "1050"}
    number = consignment.number
    for address in (
        f"/mall/stalls/{consignment.stall_id}",
        f"/mall/consignments/{number}",
        f"/mall/consignments/{number}/receipt",
        f"/mall/shifts/{shift.id}",
        f"/mall/shifts/{shift.id}/closing",
        f"/mall/sales/{paid['sale']}",
        f"/mall/order-goods?stall={consignment.stall_id}",
    ):
        assert as_stranger.get(address).status_code == 404, address
    for address in (
        f"/mall/shifts/{shift.id}/sales",
        f"/mall/shifts/{shift.id}/closing",
        f"/mall/tills/{shift.till_id}/shifts",
        f"/mall/consignments/{number}/receipt",
    ):
        assert as_stranger.post(address, data=paid).status_code == 404, address
    assert number not in as_stranger.get("/mall/consignments").text


def test_a_receipt_of_another_mall_is_not_there(as_esha, as_stranger, session, mall):
    _, variant_id = on_shelf(session, mall)
    shift = a_shift(session, mall)
    sale = new_id()
    data = {"sale": sale, "line": f"{variant_id}:1", "given": "1050"}
    assert as_esha.post(f"/mall/shifts/{shift.id}/sales", data=data).status_code == 303
    assert as_esha.get(f"/mall/sales/{sale}").status_code == 200
    assert as_stranger.get(f"/mall/sales/{sale}").status_code == 404


@pytest.mark.parametrize("address", ["stalls/x", "consignments/CN-0000-0000", "order-goods?stall=x"])
def test_what_cannot_be_is_not_there(as_dilip, mall, address):
    assert as_dilip.get(f"/mall/{address}").status_code == 404


def test_every_page_opens_in_hindi(as_dilip, session, mall):
    consignment = asked_for(session, mall)
    shift = a_shift(session, mall, at=now() - timedelta(hours=1))
    for address in (
        "",
        "order-goods",
        "consignments",
        f"consignments/{consignment.number}",
        "receiving",
        "tills",
        f"shifts/{shift.id}",
        f"shifts/{shift.id}/closing",
    ):
        answer = as_dilip.get(f"/hi/mall/{address}")
        assert answer.status_code == 200, address
        assert 'lang="hi"' in answer.text


def test_nobody_sells_from_elsewhere(as_esha, session, mall):
    shift = a_shift(session, mall)
    as_esha.environ_base["HTTP_SEC_FETCH_SITE"] = "cross-site"
    assert as_esha.post(f"/mall/shifts/{shift.id}/sales", data={}).status_code == 403
    assert a_mall(session).id == mall.id
