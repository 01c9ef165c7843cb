"""The outbox: how far behind it is, and what could not be delivered, to be sent again."""

from __future__ import annotations

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from kit.events import resend
from kit.trail import PAGE, outbox, stuck
from people.rules import Permission
from storefront.access import requires


@requires(Permission.OUTBOX_RESEND)
def index() -> Any:
    before = request.args.get("before", type=int)
    lines = stuck(g.session, before=before)
    more = url_for(".outbox", before=lines[-1].message.id) if len(lines) == PAGE else None
    standing = outbox(g.session, at=g.now)
    return render_template("admin/outbox.html", standing=standing, lines=lines, more=more, before=before)


@requires(Permission.OUTBOX_RESEND)
def send_again(message_id: int) -> Any:
    resend(g.session, message_id, at=g.now)
    g.session.info["outbox_rang"] = True
    flash(_("The message is back in the queue."), "good")
    return redirect(url_for(".outbox"), 303)
