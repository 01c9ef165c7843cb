"""Words of the room `people`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

LABELS: dict[str, dict[str, Any]] = {
    "AddressKind": {"home": _("Home"), "other": _("Other"), "shop": _("Shop"), "work": _("Work")},
    "ApiScope": {
        "stock:write": _("Set how many pieces are left in my workshop"),
        "workshop:read": _("Read my workshop’s listings and stock, drafts too"),
    },
    "Channel": {"mail": _("E-mail"), "sms": _("SMS")},
    "Help": {
        "workshop": _("The workshop’s own page"),
        "listings": _("Goods: photos, words, price, sending them to be verified, sale"),
        "orders": _("Orders and goods for the malls"),
        "stock": _("How much is left"),
    },
    "Role": {
        "admin": _("Administrator"),
        "artisan": _("Artisan"),
        "auditor": _("Auditor"),
        "buyer": _("Buyer"),
        "cashier": _("Cashier"),
        "district_officer": _("District officer"),
        "facilitator": _("Facilitator"),
        "finance": _("Finance"),
        "mall_manager": _("Mall manager"),
        "national_officer": _("National officer"),
        "state_officer": _("State officer"),
        "storekeeper": _("Storekeeper"),
        "support": _("Support"),
    },
    "ScopeKind": {
        "artisan": _("Workshop"),
        "district": _("District"),
        "mall": _("Mall"),
        "nation": _("All India"),
        "state": _("State"),
    },
}
REFUSALS: dict[str, Any] = {
    "address.pin_unknown": _("No list we have knows this PIN code. Check its digits."),
    "address.too_many": _("You keep %(most)s addresses, as many as we can hold. Remove one first."),
    "person.has_duties": _("You act for a workshop or an office here. Ask the operator to let you go first."),
    "api_key.too_many": _("You have %(most)s keys already. Take one back first."),
    "code.spent": _("This number has had its codes for now. Try again in %(wait_s)s seconds."),
    "code.wrong": _("That is not the code, or it is too old. Tries left: %(tries_left)s."),
    "email.wrong": _("That cannot be an e-mail address. Write it like asha@example.in."),
    "grant.needs_invitation": _("This person has no password yet. Invite them by e-mail instead."),
    "grant.wrong_scope": _("This role does not go with that place. Choose the place that fits the role."),
    "help.busy": _("You act for somebody already. End that first, then begin with the next."),
    "help.gone": _("This is over. Ask again, and a new code is sent."),
    "help.known": _(
        "This number cannot be registered here: it has a workshop already. Ask to help with it instead."
    ),
    "help.not_for": _("This number belongs to somebody who works here and signs in with a password."),
    "help.not_here": _("No maker of your district has this number."),
    "help.nothing": _("Choose with what you help, and for how long."),
    "help.own": _("This is your own number. Nobody acts for themselves."),
    "help.too_often": _("You have asked very often in this hour. Wait a little."),
    "invitation.may_not": _("You cannot give this role there."),
    "invitation.wrong": _("This invitation was used already or is out of date. Ask for a new one."),
    "mobile.wrong": _("Write a mobile number of ten digits, like 98765 43210."),
    "password.weak": _("Choose a longer password that is harder to guess."),
    "person.disabled": _("This account is closed. Write to us if you think that is a mistake."),
    "sign_in.staff_door": _("You work here: sign in with your e-mail address and password."),
    "sign_in.throttled": _("Too many tries for this account. Wait %(wait_s)s seconds, then try again."),
    "sign_in.wrong": _("E-mail, password and code do not go together. Check all three."),
    "totp.wrong": _("That is not the code your app shows now. Wait for the next one and type it."),
}
