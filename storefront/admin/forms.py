"""What admins fill in. Shape only: the room `people` decides what is true."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, Form, SelectField, StringField
from wtforms.validators import UUID, DataRequired, Length, Optional

from people.rules import Role, ScopeKind

EMAIL_MAX = 254
FIND_MAX = 100


def stripped(text: str | None) -> str:
    """A field's text without blanks around it."""
    return text.strip() if text else ""


class FindForm(Form):
    """Whom to look for."""

    q = StringField(_("Name, mobile number or e-mail"), [Length(max=FIND_MAX)], filters=[stripped])
    role = SelectField(_("Role"), [Optional()], choices=[])
    before = StringField(validators=[Optional(), UUID()])


class InvitationForm(FlaskForm):
    """Whom to invite, as what, where. The place's list depends on the role chosen before."""

    email = EmailField(
        _("E-mail address"),
        [DataRequired(_("Write the e-mail address of whom you invite.")), Length(max=EMAIL_MAX)],
        filters=[stripped],
    )
    place = SelectField(_("Place"), [DataRequired(_("Choose the place."))], choices=[])

    @property
    def scope_id(self) -> str:
        """The place as a grant names it."""
        return "" if self.place.data == ScopeKind.NATION else self.place.data


class TrailForm(Form):
    """Which facts to show."""

    subject = StringField(_("Id of what it happened to"), [Length(max=FIND_MAX)], filters=[stripped])
    name = SelectField(_("What happened"), [Optional()], choices=[])


def role_of(text: str | None) -> Role | None:
    """The role an address names, or none."""
    return Role(text) if text in set(Role) else None
