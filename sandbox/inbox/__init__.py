"""An inbox for everything the product sends: mail by SMTP, SMS by HTTP, and one page that shows both.

It knows what it took before: a message with the same message id to the same people is counted, not kept twice,
and the sender is told so. State lives in SQLite in STATE_DIR and survives a restart.

Layers, bottom to top: store → letters, sms → pages.
"""
