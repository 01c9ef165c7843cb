"""A small Stripe of our own, spoken to only through the official `stripe` SDK.

It keeps what the product leans on: deferred PaymentIntents, Checkout Sessions with a hosted page, refunds whose
sum never passes the charge, balance transactions, events, signed webhooks with retries, and idempotency keys as
Stripe documents them. What it does not know it refuses by name, in Stripe's error shape, rather than guess.

Fees are illustrative: 2% of the amount, and 18% GST on that fee, each rounded half up to the paisa.
Everything is in paise of INR. State lives in SQLite in STATE_DIR and survives a restart.

Layers, bottom to top: refusals, asks → store → shapes, cards, faults → events → payments → refunds → due →
gate → api, pages, controls → app.
"""
