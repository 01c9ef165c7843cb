"""The ways to a provider of payments. One today: Stripe."""
