"""The house as real processes over a database of the test's own: web, worker, Stripe sandbox, inbox.

Beat is left out, so that no test waits for a clock: what beat would ring, a test rings itself (`ring`).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, text

import worker
from kit.db import transaction
from orders.models import Order
from payments.actions import note_session
from payments.gateways.stripe import StripeGateway
from payments.queries import payment_of
from tests.doubles import InboxDouble, StripeSandbox, free_port, start_inbox, start_stripe, wait_until

ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 40.0


@dataclass
class House:
    """The running processes and what the test does with them."""

    engine: Engine
    environment: dict[str, str]
    folder: Path
    web_url: str
    stripe: StripeSandbox
    inbox: InboxDouble
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def hook(self) -> str:
        """Where the provider rings."""
        return f"{self.web_url}/api/v1/hooks/stripe"

    def start(self, name: str) -> None:
        """Start the web or a worker."""
        commands = {
            "web": ["gunicorn", "wsgi:app", "--bind", self.web_url.removeprefix("http://"), "--threads", "4"],
            "worker": [
                "celery",
                "--app",
                "worker",
                "--quiet",
                "worker",
                "--pool",
                "threads",
                "--concurrency",
                "4",
            ],
        }
        more = {"web": ["--worker-class", "gthread", "--no-control-socket"], "worker": ["--without-gossip"]}
        more["worker"] += ["--without-mingle", "--loglevel", "INFO"]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.children[name] = subprocess.Popen(
                [sys.executable, "-m", *commands[name], *more[name]],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """Kill it with all it has started, as the machine would in the worst moment."""
        child = self.children.pop(name)
        os.killpg(child.pid, signal.SIGKILL)
        child.wait(PATIENCE_S)

    def stop(self) -> None:
        """Stop everything."""
        for name in list(self.children):
            self.kill(name)
        self.stripe.stop()
        self.inbox.stop()

    def ring(self, task: str = "outbox.relay") -> None:
        """Ring what beat would ring."""
        worker.celery.send_task(task)

    def take_leases_back(self) -> None:
        """Let what was handed out to a dead worker be handed out again, as after a minute."""
        with self.engine.begin() as connection:
            connection.execute(
                text("UPDATE outbox SET sent_at = sent_at - interval '1 hour' WHERE done_at IS NULL")
            )
            connection.execute(
                text("UPDATE outbox SET due_at = now() WHERE done_at IS NULL AND due_at > now()")
            )
            connection.execute(
                text("UPDATE notices SET sending_at = sending_at - interval '1 hour' WHERE sent_at IS NULL")
            )
        self.ring()

    def open_page(self, order_id: UUID, gateway: StripeGateway) -> str:
        """Lead the buyer of an order to the payment page; its session."""
        with transaction() as session:
            order = session.get_one(Order, order_id)
            payment = payment_of(session, "order", order_id)
            assert payment is not None
            payment_id, amount, at, number = payment.id, payment.amount_paise, order.placed_at, order.number
        here = f"{self.web_url}/orders/{number}"
        opened = gateway.open_session(
            payment_id, amount=amount, title=number, email=None, back=here, cancel=here, at=at
        )
        with transaction() as session:
            note_session(session, payment_id, opened)
        return opened.session_id

    def one(self, statement: str, **values: object) -> object:
        """One value from the database."""
        with self.engine.connect() as connection:
            return connection.execute(text(statement), values).scalar()

    def wait_for(self, statement: str, seconds: float = PATIENCE_S, **values: object) -> None:
        """Wait until a question to the database is answered with true."""
        try:
            wait_until(lambda: self.one(statement, **values), seconds, 0.05)
        except AssertionError as vain:
            logs = "".join((self.folder / f"{name}.log").read_text()[-3000:] for name in ("web", "worker"))
            raise AssertionError(f"{vain}: {statement}\n{logs}") from vain

    def settle_down(self) -> None:
        """Wait until nothing is left to do."""
        self.wait_for("SELECT NOT EXISTS (SELECT 1 FROM outbox WHERE done_at IS NULL)")

    def letters_taken(self) -> int:
        """How many letters the hook has taken in."""
        return int(str(self.one("SELECT count(*) FROM webhook_receipts")))

    def letters_about(self, order_id: UUID) -> int:
        """How many of them rang for the payment of one order."""
        asked = (
            "SELECT count(*) FROM webhook_receipts JOIN payments ON payments.id = webhook_receipts.payment_id "
            "WHERE payments.subject_id = :id"
        )
        return int(str(self.one(asked, id=order_id)))


@contextmanager
def a_house(
    engine: Engine, database: str, redis: str, folder: Path, *, with_worker: bool = True
) -> Iterator[House]:
    """Start everything, and stop it whatever happens."""
    web_url = f"http://127.0.0.1:{free_port()}"
    stripe = start_stripe(folder, f"{web_url}/api/v1/hooks/stripe")
    inbox = start_inbox(folder)
    environment = {
        name: value for name, value in os.environ.items() if not name.upper().endswith("_PROXY")
    } | {
        "ZILA_ENV": "test",
        "ZILA_HOME": str(folder / "home"),
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "SECRET_KEY": "demo-for-tests-and-nothing-else-at-all",
        "PORT": web_url.rpartition(":")[2],
        "PUBLIC_URL": web_url,
        "STRIPE_API_BASE": stripe.url,
        "STRIPE_SECRET_KEY": stripe.key,
        "STRIPE_WEBHOOK_SECRET": stripe.webhook_secret,
        "SMTP_URL": inbox.smtp_url,
        "SMS_URL": inbox.sms_url,
    }
    house = House(engine, environment, folder, web_url, stripe, inbox)
    worker.celery.conf.update(broker_url=redis)
    try:
        house.start("web")
        if with_worker:
            house.start("worker")
        wait_until(lambda: _answers(f"{web_url}/healthz"), PATIENCE_S)
        yield house
    finally:
        house.stop()
        worker.celery.close()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
