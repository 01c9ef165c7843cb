"""Keys for a person's own programs: made here, shown once, taken back here."""

from __future__ import annotations

from typing import Any

from flask import abort, g, redirect, render_template, url_for
from flask_babel import gettext as _

from kit.errors import Refusal
from people.actions import make_api_key, revoke_api_key
from people.queries import api_key_of, api_keys_of
from people.rules import ApiScope, Permission
from storefront import words
from storefront.access import requires
from storefront.door.forms import ApiKeyForm


@requires(Permission.API_KEY_MAKE)
def api_keys() -> Any:
    """The list of live keys, and the form for another one; a new key is told in the answer and never again."""
    form, made = _form(), ""
    if form.validate_on_submit():
        scopes = [ApiScope(each) for each in form.scopes.data or ()]
        try:
            _key, made = make_api_key(g.session, g.person, form.name.data, scopes, at=g.now)
        except Refusal as refusal:
            form.form_errors.append(words.refusal(refusal))
        else:
            form = _form(empty=True)
    keys = [(key, [ApiScope(each) for each in key.scopes]) for key in api_keys_of(g.session, g.person.id)]
    wrong = bool(form.errors)
    return render_template("door/api_keys.html", form=form, keys=keys, made=made), 422 if wrong else 200


@requires(Permission.API_KEY_MAKE)
def revoke(api_key_id: int) -> Any:
    """Take a key back; somebody else's is not there."""
    key = api_key_of(g.session, g.person.id, api_key_id) or abort(404)
    revoke_api_key(g.session, key, at=g.now)
    return redirect(url_for("door.api_keys"), 303)


def _form(*, empty: bool = False) -> ApiKeyForm:
    form = ApiKeyForm(None) if empty else ApiKeyForm()
    form.scopes.choices = [(scope.value, words.label(scope)) for scope in ApiScope]
    form.name.label.text = _("What the key is for")
    return form
