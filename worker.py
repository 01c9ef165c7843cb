"""The Celery process, and the one page that says which fact wakes which work.

The outbox in PostgreSQL remembers; Celery only carries the ring. `relay` hands due messages out, `deliver` carries one
of them out, and beat rings everything that hangs on the clock, so a lost or doubled message costs delay only.
"""

from __future__ import annotations

import time
from typing import Any

import structlog
from celery import Celery
from celery.signals import beat_init, celeryd_init, setup_logging, worker_ready
from flask import Flask
from redis import Redis
from sqlalchemy.orm import Session

import catalog.tasks
import malls.tasks
import orders.tasks
import payments.tasks
import people.tasks
import stock.tasks
from catalog import storage
from catalog.actions.words import count_words
from catalog.events import (
    AppealDecided,
    ArtisanAway,
    ArtisanBack,
    ArtisanSubmitted,
    CapacityChanged,
    ChangeProposed,
    ClaimAnswered,
    ClaimAppealed,
    ClaimAsked,
    ClaimRejected,
    ClusterRetired,
    EvidenceAdded,
    GoodsFileConfirmed,
    GoodsFileSent,
    GoodsRowsWritten,
    ListingPublished,
    MarkClaimed,
    NominationAccepted,
    NominationReturned,
    OriginVerified,
    PhotoAdded,
    PhotoRemoved,
    PortraitReplaced,
    PortraitSent,
    ProductNominated,
    ProductRetired,
    ReturnedForChanges,
    UploadTaken,
    VerificationRequested,
    VoiceAdded,
    VoiceRemoved,
    VoiceSent,
)
from config import Config
from kit import events, log, tasks
from kit.clock import now
from kit.db import after_commit, transaction
from ledger.actions import fold_balances
from malls.events import ConsignmentRaised, GoodsReceived
from orders.events import (
    ComplaintAcknowledged,
    ComplaintClosed,
    ComplaintEscalated,
    ComplaintMade,
    ComplaintNoted,
    ComplaintPhotographed,
    ComplaintReopened,
    ComplaintResolved,
    ComplaintWithdrawn,
    FulfillmentDeclined,
    FulfillmentDelivered,
    FulfillmentShipped,
    MoneyReleased,
    OrderCanceled,
    OrderConfirmed,
    OrderExpired,
    QuestionAnswered,
    QuestionAsked,
)
from payments.events import PaymentCaptured, RefundRequested, WebhookNoted
from payments.gateways.stripe import StripeGateway
from payments.gateways.stripe import use as use_gateway
from people.actions import sweep_door
from people.events import NoticeWritten
from stock.events import StockCounted
from storefront.health import HEARTBEAT_KEY

SUBSCRIBERS: dict[type[events.Fact], list[Any]] = {
    NoticeWritten: [people.tasks.deliver_notice],
    PhotoAdded: [catalog.tasks.make_renditions],
    PhotoRemoved: [catalog.tasks.forget_picture],
    UploadTaken: [catalog.tasks.forget_pieces],
    VoiceAdded: [catalog.tasks.make_voice_ready],
    VoiceSent: [catalog.tasks.tell_officers],
    VoiceRemoved: [catalog.tasks.forget_voice],
    PortraitSent: [catalog.tasks.make_portrait_ready, catalog.tasks.tell_officers],
    PortraitReplaced: [catalog.tasks.forget_picture],
    ArtisanSubmitted: [catalog.tasks.tell_officers],
    VerificationRequested: [catalog.tasks.tell_officers],
    MarkClaimed: [catalog.tasks.tell_officers],
    ChangeProposed: [catalog.tasks.tell_officers],
    ArtisanAway: [orders.tasks.recount_queues],
    ArtisanBack: [orders.tasks.recount_queues],
    CapacityChanged: [orders.tasks.recount_queues],
    OriginVerified: [catalog.tasks.tell_maker_verified],
    ReturnedForChanges: [catalog.tasks.tell_maker_returned],
    ClaimAsked: [catalog.tasks.ask_maker],
    ClaimAnswered: [catalog.tasks.tell_who_asked],
    ClaimRejected: [catalog.tasks.tell_maker_rejected],
    ClaimAppealed: [catalog.tasks.tell_state_officers],
    AppealDecided: [catalog.tasks.tell_maker_of_appeal],
    EvidenceAdded: [catalog.tasks.make_evidence_ready],
    ListingPublished: [catalog.tasks.tell_maker_published],
    GoodsFileSent: [stock.tasks.read_goods_file],
    GoodsFileConfirmed: [stock.tasks.write_goods_rows],
    GoodsRowsWritten: [stock.tasks.write_goods_rows],
    ProductNominated: [catalog.tasks.tell_national_officers],
    NominationAccepted: [catalog.tasks.tell_nominator],
    NominationReturned: [catalog.tasks.tell_nominator],
    ProductRetired: [catalog.tasks.tell_state_of_product],
    ClusterRetired: [catalog.tasks.tell_state_of_cluster],
    WebhookNoted: [payments.tasks.reconcile],
    RefundRequested: [payments.tasks.send_refund],
    PaymentCaptured: [orders.tasks.confirm_order],
    OrderConfirmed: [orders.tasks.tell_artisans, orders.tasks.tell_buyer, orders.tasks.tell_of_few_left],
    OrderExpired: [orders.tasks.note_more_left],
    StockCounted: [orders.tasks.tell_of_few_left],
    OrderCanceled: [orders.tasks.tell_buyer_of_cancel],
    FulfillmentDeclined: [orders.tasks.tell_buyer_of_decline, orders.tasks.note_more_left],
    FulfillmentShipped: [orders.tasks.tell_buyer_of_shipping],
    FulfillmentDelivered: [orders.tasks.tell_buyer_of_arrival],
    MoneyReleased: [orders.tasks.tell_artisan_of_money],
    QuestionAsked: [orders.tasks.tell_artisan_of_question],
    QuestionAnswered: [orders.tasks.tell_asker],
    ComplaintMade: [orders.tasks.take_up_complaint],
    ComplaintPhotographed: [orders.tasks.make_picture_ready],
    ComplaintAcknowledged: [orders.tasks.tell_of_acknowledgement],
    ComplaintNoted: [orders.tasks.tell_of_note],
    ComplaintEscalated: [orders.tasks.tell_of_escalation],
    ComplaintResolved: [orders.tasks.tell_of_decision],
    ComplaintReopened: [orders.tasks.tell_of_appeal],
    ComplaintClosed: [orders.tasks.tell_of_decision],
    ComplaintWithdrawn: [orders.tasks.tell_of_withdrawal],
    ConsignmentRaised: [malls.tasks.tell_artisan_of_consignment],
    GoodsReceived: [malls.tasks.tell_artisan_of_receipt],
}

TASK_HARD_LIMIT_S = 120
VISIBILITY_S = 600

logger = structlog.get_logger(__name__)
celery = Celery("zila")
celery.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    task_time_limit=TASK_HARD_LIMIT_S,
    task_serializer="json",
    accept_content=["json"],
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": VISIBILITY_S,
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
    },
    worker_redirect_stdouts=False,
    worker_hijack_root_logger=False,
    worker_enable_remote_control=False,
    timezone="UTC",
    beat_schedule={
        "relay": {"task": "outbox.relay", "schedule": 3.0, "options": {"expires": 3}},
        "heartbeat": {"task": "clock.heartbeat", "schedule": 5.0, "options": {"expires": 5}},
        "payments": {"task": "clock.sweep_payments", "schedule": 60.0, "options": {"expires": 60}},
        "expiry": {"task": "clock.expire_orders", "schedule": 60.0, "options": {"expires": 60}},
        "release": {"task": "clock.release_money", "schedule": 300.0, "options": {"expires": 300}},
        "complaints": {"task": "clock.ring_complaints", "schedule": 300.0, "options": {"expires": 300}},
        "door": {"task": "clock.sweep_door", "schedule": 3600.0, "options": {"expires": 600}},
        "words": {"task": "clock.count_words", "schedule": 3600.0, "options": {"expires": 600}},
        "uploads": {"task": "clock.sweep_uploads", "schedule": 3600.0, "options": {"expires": 600}},
        "balances": {"task": "clock.fold_balances", "schedule": 60.0, "options": {"expires": 60}},
    },
)


@setup_logging.connect  # type: ignore[untyped-decorator]
def _our_logs(**_: Any) -> None:
    log.set_up()


def wire(app: Flask, config: Config) -> None:
    """Tell a process what it needs to know of the outside: subscribers, gateway, pictures, broker."""
    events.subscribe(SUBSCRIBERS)
    storage.keep_in(config.uploads)
    use_gateway(
        StripeGateway(
            api_base=config.stripe_api_base,
            secret_key=config.stripe_secret_key,
            webhook_secret=config.stripe_webhook_secret,
        )
    )
    celery.conf.update(broker_url=config.redis_url)
    app.extensions["ring_relay"] = ring_relay
    after_commit(ring_if_written)


def ring_relay() -> None:
    """Wake a relay now; lost when the broker is away, and then beat's ring comes within seconds."""
    relay.apply_async(expires=10, retry=False)


def ring_if_written(session: Session) -> None:
    """Ring the relay when a committed transaction wrote into the outbox."""
    if session.info.pop("outbox_rang", False):
        try:
            ring_relay()
        except Exception as problem:  # whatever ails the broker: beat rings again within seconds
            logger.warning("relay.ring_lost", problem=type(problem).__name__)


@celery.task(name="outbox.relay")  # type: ignore[untyped-decorator]
def relay() -> None:
    """Hand every due message to a worker."""
    while True:
        with transaction() as session:
            ids = events.claim(session, at=now())
        for message_id in ids:
            deliver.apply_async((message_id,), retry=False)
        if len(ids) < events.BATCH:
            return


@celery.task(name="outbox.deliver")  # type: ignore[untyped-decorator]
def deliver(message_id: int) -> None:
    """Carry out one message; what it set off is rung for when it commits."""
    tasks.deliver(message_id, at=now())


@worker_ready.connect  # type: ignore[untyped-decorator]
def first_beat(**_: Any) -> None:
    """A worker that is up says so at once, before beat's first ring."""
    heartbeat.apply_async(expires=10, retry=False)


@celery.task(name="clock.heartbeat")  # type: ignore[untyped-decorator]
def heartbeat() -> None:
    """Say that beat, broker and worker are alive."""
    Redis.from_url(celery.conf.broker_url, socket_timeout=2).set(HEARTBEAT_KEY, time.time(), ex=3600)


@celery.task(name="clock.sweep_payments")  # type: ignore[untyped-decorator]
def sweep_payments() -> None:
    """Ask about payments of which no letter came."""
    payments.tasks.sweep(now())


@celery.task(name="clock.expire_orders")  # type: ignore[untyped-decorator]
def expire_orders() -> None:
    """Free the goods of orders that nobody paid for."""
    orders.tasks.expire_due(now())


@celery.task(name="clock.release_money")  # type: ignore[untyped-decorator]
def release_money() -> None:
    """Make held money payable where the return window closed."""
    orders.tasks.release_due(now())


@celery.task(name="clock.ring_complaints")  # type: ignore[untyped-decorator]
def ring_complaints() -> None:
    """Bring complaints before the State officer whose clock ran out."""
    orders.tasks.ring_due(now())


@celery.task(name="clock.sweep_door")  # type: ignore[untyped-decorator]
def sweep_codes() -> None:
    """Forget codes and askings that are of no use any more."""
    with transaction() as session:
        sweep_door(session, now())


@celery.task(name="clock.count_words")  # type: ignore[untyped-decorator]
def count() -> None:
    """Count in how many goods each word stands: rare ones tell more."""
    with transaction() as session:
        count_words(session)


@celery.task(name="clock.sweep_uploads")  # type: ignore[untyped-decorator]
def sweep_uploads() -> None:
    """Let go of files that were never sent to their end."""
    catalog.tasks.sweep_uploads(now())


@celery.task(name="clock.fold_balances")  # type: ignore[untyped-decorator]
def fold() -> None:
    """Bring the cached balances up to date."""
    with transaction() as session:
        fold_balances(session)


@celeryd_init.connect  # type: ignore[untyped-decorator]
@beat_init.connect  # type: ignore[untyped-decorator]
def start(**_: Any) -> None:
    """Wire a worker or beat process like the web's, before it speaks to the broker."""
    from storefront.app import create_app

    config = Config.from_env()
    wire(create_app(config), config)
