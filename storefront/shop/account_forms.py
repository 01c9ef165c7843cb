"""What a buyer fills in about oneself. Shape only: the rooms decide what is true."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, StringField, TelField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from orders.rules.asking import QUESTION_MAX, QUESTION_MIN
from people.rules import AddressKind, normal_mobile
from storefront.shop.forms import ADDRESS_KINDS, NAME_MAX, TEXT_MAX, is_pin, stripped
from storefront.words.spoken import label


class NameForm(FlaskForm):
    """What somebody is called."""

    name = StringField(
        _("Your name"),
        [InputRequired(_("Tell us what to call you.")), Length(max=NAME_MAX)],
        filters=[stripped],
    )


class AddressForm(FlaskForm):
    """Where parcels can go: PIN code first."""

    pin = StringField(_("PIN code"), [is_pin], filters=[stripped])
    name = StringField(
        _("Name"),
        [InputRequired(_("Tell us whose name goes on the parcel.")), Length(max=NAME_MAX)],
        filters=[stripped],
    )
    mobile = TelField(
        _("Mobile number"),
        [InputRequired(_("Write a mobile number of ten digits, like 98765 43210.")), Length(max=30)],
        filters=[stripped],
    )
    house = StringField(
        _("House or flat"),
        [InputRequired(_("Tell us the house or flat.")), Length(max=TEXT_MAX)],
        filters=[stripped],
    )
    street = StringField(_("Street or area"), [Length(max=TEXT_MAX)], filters=[stripped])
    landmark = StringField(_("Landmark, if there is one"), [Length(max=TEXT_MAX)], filters=[stripped])
    kind = RadioField(_("What is there"), coerce=AddressKind, default=AddressKind.HOME)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(kind.value, label(kind)) for kind in ADDRESS_KINDS]

    def validate_mobile(self, field: Any) -> None:
        """Ten digits that can be an Indian mobile."""
        if normal_mobile(field.data) is None:
            raise ValidationError(_("Write a mobile number of ten digits, like 98765 43210."))


class LeaveForm(FlaskForm):
    """A tick that says: yes, for good."""

    sure = BooleanField(
        _("Yes, close my account for good"), [InputRequired(_("Tick this if you want to leave."))]
    )


class QuestionForm(FlaskForm):
    """What somebody wants to know of a piece."""

    words = TextAreaField(
        _("Your question"),
        [
            InputRequired(_("Write your question.")),
            Length(QUESTION_MIN, QUESTION_MAX, _("A question has 8 to 500 letters.")),
        ],
        filters=[stripped],
    )
