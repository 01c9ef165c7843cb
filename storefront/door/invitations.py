"""Accepting an invitation to the staff: a name, a password, and an authenticator app set up and tried."""

from __future__ import annotations

from typing import Any

import pyotp
import segno
from flask import abort, g, render_template
from flask_babel import get_locale, lazy_gettext
from flask_babel import gettext as _
from markupsafe import Markup

from people.actions import accept_invitation, totp_secret_for
from people.errors import PersonDisabled, WeakPassword, WrongInvitation, WrongTotp
from people.models import Invitation
from people.queries import open_invitation
from people.rules import PASSWORD_LENGTH_MIN
from storefront.access import anyone
from storefront.door.coming_in import come_in
from storefront.door.forms import InvitationForm
from storefront.edge import limiter
from storefront.words import refusal as words_of

ISSUER = "Zila Haat"
TRIES_PER_ADDRESS = "60 per 15 minutes"
TOKEN_MAX = 100

FAULTS = {
    "short": lazy_gettext(
        "Use at least %(least)s characters; a sentence is good.", least=PASSWORD_LENGTH_MIN
    ),
    "long": lazy_gettext("That password is too long."),
    "everyday": lazy_gettext("That password has a word everybody tries first. Choose other words."),
    "plain": lazy_gettext("That password repeats itself too much. Use more different letters."),
    "own_name": lazy_gettext("Leave your name and e-mail address out of the password."),
}


@limiter.limit(TRIES_PER_ADDRESS)
@anyone
def show(token: str) -> Any:
    invitation = open_invitation(g.session, token[:TOKEN_MAX], g.now)
    if invitation is None:
        return render_template("door/invitation_gone.html"), 404
    form = InvitationForm()
    if not form.validate_on_submit():
        return _page(form, invitation, token, 422 if form.errors else 200)
    try:
        person = accept_invitation(
            g.session,
            token,
            name=form.name.data,
            password=form.password.data,
            totp_code=form.totp.data,
            language=get_locale().language,
            at=g.now,
        )
    except WeakPassword as refusal:
        form.password.errors = [FAULTS[fault] for fault in refusal.details["faults"]]
    except WrongTotp as refusal:
        form.totp.errors = [words_of(refusal)]
    except PersonDisabled as refusal:
        form.form_errors = [words_of(refusal)]
    except WrongInvitation:
        abort(404)
    else:
        return come_in(person, None)
    return _page(form, invitation, token, 422)


def _page(form: InvitationForm, invitation: Invitation, token: str, status: int) -> Any:
    secret = totp_secret_for(token)
    address = pyotp.TOTP(secret).provisioning_uri(name=invitation.email, issuer_name=ISSUER)
    drawing = segno.make(address, error="m").svg_inline(
        scale=5, border=3, dark="#1b1b1b", light="#ffffff", title=_("Square code for your authenticator app")
    )
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    page = render_template(
        "door/invitation.html",
        form=form,
        invitation=invitation,
        drawing=Markup(drawing),  # noqa: S704 - drawn by segno from a text of our own
        secret=spaced,
        address=address,
    )
    return page, status
