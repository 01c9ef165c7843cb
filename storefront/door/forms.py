"""What is typed at the door. Shape only: the room `people` decides what is true."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, SelectMultipleField, StringField, TelField, widgets
from wtforms.validators import DataRequired, EqualTo, Length, ValidationError

from people.rules import API_KEY_NAME_MAX, PASSWORD_LENGTH_MAX, normal_mobile
from storefront.words.people import REFUSALS

NAME_MAX = 80
CODE_TYPED_MAX = 20
MOBILE_TYPED_MAX = 30
EMAIL_MAX = 254


def stripped(text: str | None) -> str:
    """A field's text without blanks around it."""
    return text.strip() if text else ""


class MobileForm(FlaskForm):
    """Whom the code shall reach."""

    mobile = TelField(
        _("Mobile number"),
        [DataRequired(REFUSALS["mobile.wrong"]), Length(max=MOBILE_TYPED_MAX)],
        filters=[stripped],
    )

    def validate_mobile(self, field: Any) -> None:
        """Ten digits that can be an Indian mobile."""
        if normal_mobile(field.data) is None:
            raise ValidationError(REFUSALS["mobile.wrong"])


class CodeForm(FlaskForm):
    """The six digits that came."""

    code = StringField(
        _("The 6 digits we sent"),
        [DataRequired(_("Type the 6 digits from the message.")), Length(max=CODE_TYPED_MAX)],
        filters=[stripped],
    )


class NameForm(FlaskForm):
    """What to call somebody new."""

    name = StringField(
        _("Your name"),
        [DataRequired(_("Write the name you go by.")), Length(max=NAME_MAX)],
        filters=[stripped],
    )


class StaffForm(FlaskForm):
    """The three answers of the staff door."""

    email = EmailField(
        _("E-mail address"),
        [DataRequired(_("Write your e-mail address.")), Length(max=EMAIL_MAX)],
        filters=[stripped],
    )
    password = PasswordField(
        _("Password"), [DataRequired(_("Type your password.")), Length(max=PASSWORD_LENGTH_MAX)]
    )
    totp = StringField(
        _("Code of your authenticator app"),
        [DataRequired(_("Type the 6 digits your app shows now.")), Length(max=CODE_TYPED_MAX)],
        filters=[stripped],
    )


class InvitationForm(FlaskForm):
    """What one who joins the staff sets up."""

    name = StringField(
        _("Your name"),
        [DataRequired(_("Write the name you go by.")), Length(max=NAME_MAX)],
        filters=[stripped],
    )
    password = PasswordField(
        _("Choose a password"), [DataRequired(_("Choose a password.")), Length(max=PASSWORD_LENGTH_MAX)]
    )
    again = PasswordField(
        _("The same password again"),
        [
            DataRequired(_("Type the password a second time.")),
            EqualTo("password", _("The two passwords differ.")),
        ],
    )
    totp = StringField(
        _("Code your app shows now"),
        [DataRequired(_("Type the 6 digits your app shows now.")), Length(max=CODE_TYPED_MAX)],
        filters=[stripped],
    )


class ApiKeyForm(FlaskForm):
    """A key for a program: by which word it is known, and what it may do beyond reading what is public."""

    name = StringField(
        _("What the key is for"),
        [DataRequired(_("Write a word by which you know the key again.")), Length(max=API_KEY_NAME_MAX)],
        filters=[stripped],
    )
    scopes = SelectMultipleField(
        _("It may also"),
        choices=(),
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
