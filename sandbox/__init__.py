"""Doubles of the outside world, each a process of its own: a Stripe sandbox and an inbox for mail and SMS.

No room imports this package, and it imports no room, not even the kit: the product reaches it only over the
wire, as it would reach the real Stripe, a real mail server and a real SMS gateway.
"""
