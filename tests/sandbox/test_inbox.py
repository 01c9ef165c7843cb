"""The inbox: mail by SMTP, SMS by HTTP, one page, and nothing kept twice."""

from __future__ import annotations

import os
import smtplib
import socket
import subprocess
import sys
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
import requests

from tests.doubles import ROOT, InboxDouble, running, start_inbox

CODE = {
    "to": "+919876543210",
    "text": "आपका कोड 482913 है। किसी को न बताएं।",
    "message_id": "notice-1",
    "sender": "ZLHAAT",
}


def a_letter(message_id: str = "<notice-2@zilahaat.test>", **fields: str) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = "Zila Haat <post@zilahaat.test>"
    letter["To"] = fields.get("to", "asha@example.in")
    letter["Subject"] = fields.get("subject", "ऑर्डर OD-7K3F-9Q2M की पुष्टि")
    letter["Message-ID"] = message_id
    letter.set_content("Your order of ₹1,250.00 is confirmed.\nhttp://127.0.0.1/orders/OD-7K3F-9Q2M\n")
    letter.add_alternative("<p>Confirmed <script>alert(1)</script></p>", subtype="html")
    letter.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="invoice.pdf")
    return letter


def post(inbox: InboxDouble, letter: EmailMessage) -> None:
    parts = urlsplit(inbox.smtp_url)
    with smtplib.SMTP(parts.hostname or "", parts.port or 0, timeout=10) as door:
        door.send_message(letter)


def test_a_mail_comes_whole(inbox: InboxDouble) -> None:
    post(inbox, a_letter())
    [message] = inbox.messages(to="asha@example.in")
    assert (message["kind"], message["subject"]) == ("mail", "ऑर्डर OD-7K3F-9Q2M की पुष्टि")
    assert "₹1,250.00" in message["text"]
    assert message["detail"]["attachments"] == [
        {"name": "invoice.pdf", "type": "application/pdf", "bytes": 8}
    ]
    assert message["to"] == ["asha@example.in"]


def test_the_same_mail_twice_is_counted_and_kept_once(inbox: InboxDouble) -> None:
    for _ in range(2):
        post(inbox, a_letter())
    [message] = inbox.messages()
    assert message["times_received"] == 2
    assert "came 2 times, kept once" in requests.get(inbox.url, timeout=10).text


def test_an_sms_comes_and_comes_once(inbox: InboxDouble) -> None:
    answers = [requests.post(inbox.sms_url, json=CODE, timeout=10) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert [answer.json()["duplicate"] for answer in answers] == [False, True]
    [message] = inbox.messages(to="+919876543210", kind="sms")
    assert (message["text"], message["times_received"], message["detail"]["parts"]) == (CODE["text"], 2, 1)


@pytest.mark.parametrize(
    "wrong", [{"to": "asha"}, {"text": ""}, {"message_id": ""}, {"text": 5}, {"colour": "red"}, {"to": None}]
)
def test_an_sms_that_no_gateway_would_take_is_refused(inbox: InboxDouble, wrong: dict[str, object]) -> None:
    answer = requests.post(inbox.sms_url, json={**CODE, **wrong}, timeout=10)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert inbox.messages() == []


def test_a_long_text_costs_more_parts(inbox: InboxDouble) -> None:
    for number, text in enumerate(("a" * 160, "a" * 161, "अ" * 70, "अ" * 71)):
        requests.post(inbox.sms_url, json={**CODE, "text": text, "message_id": f"m{number}"}, timeout=10)
    assert [message["detail"]["parts"] for message in reversed(inbox.messages())] == [1, 2, 1, 2]


def test_the_page_shows_finds_and_runs_nothing(inbox: InboxDouble) -> None:
    post(inbox, a_letter())
    requests.post(inbox.sms_url, json=CODE, timeout=10)
    page = requests.get(inbox.url, timeout=10)
    assert page.text.index("482913") < page.text.index("OD-7K3F-9Q2M")
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "482913" not in requests.get(inbox.url, params={"to": "asha@example.in"}, timeout=10).text
    assert "482913" in requests.get(inbox.url, params={"q": "482913"}, timeout=10).text
    assert "No message fits" in requests.get(inbox.url, params={"q": "100%"}, timeout=10).text
    number = inbox.messages(kind="mail")[0]["id"]
    shown = requests.get(f"{inbox.url}/messages/{number}", timeout=10)
    assert "<script" not in shown.text
    assert 'sandbox=""' in shown.text
    assert (
        requests.get(f"{inbox.url}/messages/{number}/html", timeout=10)
        .headers["Content-Security-Policy"]
        .startswith("sandbox;")
    )
    assert requests.get(f"{inbox.url}/messages/999999", timeout=10).status_code == 404


def test_messages_outlive_the_process_and_can_be_asked_for_after_a_number(tmp_path) -> None:
    with running(start_inbox(tmp_path)) as inbox:
        post(inbox, a_letter())
        inbox.restart(kill=True)
        [first] = inbox.messages()
        post(inbox, a_letter("<other@zilahaat.test>", subject="Second"))
        assert [message["subject"] for message in inbox.messages(after=first["id"])] == ["Second"]
        assert inbox.stop() == 0


@pytest.mark.parametrize("module", ["sandbox.stripe", "sandbox.inbox"])
def test_a_busy_port_or_a_missing_setting_is_one_sentence(tmp_path, module: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = {
            "PORT": str(taken.getsockname()[1]),
            "STATE_DIR": str(tmp_path),
            "STRIPE_SECRET_KEY": "sk_test_1",
            "STRIPE_WEBHOOK_SECRET": "whsec_1",
        }
        for wrong, status in (({}, 1), ({"STATE_DIR": ""}, 2)):
            ended = subprocess.run(
                [sys.executable, "-m", module], cwd=ROOT, env={**os.environ, **settings, **wrong},
                capture_output=True, text=True, timeout=20,
            )  # fmt: skip
            assert ended.returncode == status
            assert ended.stderr.startswith(f"{module}: ")
            assert len(ended.stderr.splitlines()) == 1
