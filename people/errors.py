"""What the door and the desk of people refuse.

Refusal
├── WrongMobile, WrongEmail      it cannot be a number or an address
├── CodesSpent                   this number got its codes for now; wait
├── WrongCode                    not the code (or another browser's, or an old one)
├── WrongSignIn                  e-mail, password and code do not go together; says no more than that
├── SignInThrottled              too many tries; wait
├── StaffDoor                    this person signs in with a password
├── PersonDisabled               the account is closed
├── WrongInvitation              there is no such open invitation
├── WeakPassword, WrongTotp      what was chosen or typed at the invitation
├── WrongScope                   a role does not go with that place
├── MayNotInvite                 not in the inviter's power
├── TooManyApiKeys               take an old key back first
├── PinUnknown                   no list knows the PIN code of an address
├── AddressesTooMany             so many addresses of one person are kept
├── HelpNothing, HelpGone        nothing to help with was chosen; no such asking (any more)
├── HelpBusy, HelpTooOften       one at a time; not so many askings in an hour
├── OwnHelp, HelpNotFor          not oneself, and not one of the staff
├── HelpNotHere, HelpKnown       no maker of the helper's district; or one with a workshop already
├── HasDuties                    staff and makers do not close their account by themselves
└── NeedsInvitation              a staff role is for those who sign in with a password
"""

from __future__ import annotations

from kit.errors import Refusal


class WrongMobile(Refusal):
    """It cannot be an Indian mobile number."""

    code = "mobile.wrong"


class WrongEmail(Refusal):
    """It cannot be an e-mail address."""

    code = "email.wrong"


class CodesSpent(Refusal):
    """No further code for this number yet. Details: wait_s."""

    code = "code.spent"


class WrongCode(Refusal):
    """Not the code. Details: tries_left (0: ask for a new one)."""

    code = "code.wrong"


class WrongSignIn(Refusal):
    """E-mail, password and time-based code do not go together."""

    code = "sign_in.wrong"


class SignInThrottled(Refusal):
    """Too many wrong tries for this account from browsers it does not know. Details: wait_s."""

    code = "sign_in.throttled"


class StaffDoor(Refusal):
    """Whoever has a password signs in with it."""

    code = "sign_in.staff_door"


class PersonDisabled(Refusal):
    """The account is closed."""

    code = "person.disabled"


class WrongInvitation(Refusal):
    """Unknown, used or out of date."""

    code = "invitation.wrong"


class WeakPassword(Refusal):
    """Details: faults, as `rules.password_faults` names them."""

    code = "password.weak"


class WrongTotp(Refusal):
    """The code of the authenticator does not match."""

    code = "totp.wrong"


class WrongScope(Refusal):
    """The role is tied to another kind of place, or the place is not there. Details: role, kind."""

    code = "grant.wrong_scope"


class MayNotInvite(Refusal):
    """The role is not the inviter's to give there. Details: role."""

    code = "invitation.may_not"


class PinUnknown(Refusal):
    """No list knows the PIN code."""

    code = "address.pin_unknown"


class AddressesTooMany(Refusal):
    """A person's addresses have a limit. Details: most."""

    code = "address.too_many"


class HasDuties(Refusal):
    """Whoever works here, or acts for a workshop, is let go by the operator first."""

    code = "person.has_duties"


class NeedsInvitation(Refusal):
    """The person has no password yet. Details: role."""

    code = "grant.needs_invitation"


class TooManyApiKeys(Refusal):
    """The person holds as many live keys as one may. Details: most."""

    code = "api_key.too_many"


class HelpNothing(Refusal):
    """Help is for something, and for one of the times that are offered."""

    code = "help.nothing"


class HelpGone(Refusal):
    """There is no such asking, or somebody has agreed to it already."""

    code = "help.gone"


class HelpBusy(Refusal):
    """A helper acts for one person at a time."""

    code = "help.busy"


class HelpTooOften(Refusal):
    """So many askings in an hour would be a nuisance to those who did not ask for them."""

    code = "help.too_often"


class OwnHelp(Refusal):
    """Nobody acts for themselves."""

    code = "help.own"


class HelpNotFor(Refusal):
    """Who signs in with a password is not helped by a code."""

    code = "help.not_for"


class HelpNotHere(Refusal):
    """The number is not that of a maker of the helper's district."""

    code = "help.not_here"


class HelpKnown(Refusal):
    """The number cannot be registered anew: it has a workshop already."""

    code = "help.known"
