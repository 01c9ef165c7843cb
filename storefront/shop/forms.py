"""What buyers fill in. Shape only: the rooms decide what is true."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    Form,
    HiddenField,
    IntegerField,
    RadioField,
    StringField,
    TelField,
)
from wtforms.validators import InputRequired, Length, NumberRange, StopValidation, ValidationError

from orders.rules.quote import PIECES_MAX as QUANTITY_MAX
from people.rules import AddressKind, normal_email, normal_mobile
from people.rules.places import clean_pin
from storefront.words.spoken import label

TEXT_MAX = 200
NAME_MAX = 80
EMAIL_MAX = 254
ADDRESS_KINDS = (AddressKind.HOME, AddressKind.WORK, AddressKind.SHOP, AddressKind.OTHER)


def stripped(text: str | None) -> str:
    """A field's text without blanks around it."""
    return text.strip() if text else ""


def is_pin(form: Any, field: Any) -> None:
    """Six digits in any script become the PIN code; else what is wrong is said with a count."""
    pin = clean_pin(field.data or "")
    if pin is None:
        raise StopValidation(_("A PIN code has 6 digits and does not begin with 0."))
    field.data = pin


class PinForm(FlaskForm):
    """Where goods shall go, roughly."""

    pin = StringField(_("PIN code"), [is_pin], filters=[stripped])


class AddForm(Form):
    """So many pieces of one variant. On a public page, so without a token: the request's origin is checked."""

    variant_id = RadioField(_("Which one"), coerce=int, validate_choice=False)
    quantity = IntegerField(
        _("How many"),
        [
            InputRequired(_("Say how many, in digits.")),
            NumberRange(1, QUANTITY_MAX, _("From 1 to 999 pieces at a time.")),
        ],
        default=1,
    )


class SearchForm(Form):
    """A few words, in any script."""

    q = StringField(filters=[stripped], validators=[Length(max=100)])


class QuantityForm(FlaskForm):
    """How many of one line of the basket; none takes it out."""

    quantity = IntegerField(
        _("How many"),
        [
            InputRequired(_("Say how many, in digits.")),
            NumberRange(0, QUANTITY_MAX, _("From 1 to 999 pieces at a time.")),
        ],
    )


class CheckoutForm(FlaskForm):
    """Whom the parcels go to, and where: PIN code first."""

    pin = StringField(_("PIN code"), [is_pin], filters=[stripped])
    mobile = TelField(
        _("Mobile number"),
        [InputRequired(_("Write a mobile number of ten digits, like 98765 43210.")), Length(max=30)],
        filters=[stripped],
    )
    email = EmailField(_("E-mail address, if you like"), [Length(max=EMAIL_MAX)], filters=[stripped])
    name = StringField(
        _("Name"),
        [InputRequired(_("Tell us whose name goes on the parcel.")), Length(max=NAME_MAX)],
        filters=[stripped],
    )
    house = StringField(
        _("House or flat"),
        [InputRequired(_("Tell us the house or flat.")), Length(max=TEXT_MAX)],
        filters=[stripped],
    )
    street = StringField(
        _("Street or area"),
        [InputRequired(_("Tell us the street or area.")), Length(max=TEXT_MAX)],
        filters=[stripped],
    )
    landmark = StringField(_("Landmark, if there is one"), [Length(max=TEXT_MAX)], filters=[stripped])
    kind = RadioField(_("What is there"), coerce=AddressKind, default=AddressKind.HOME)
    keep = BooleanField(_("Keep this address in my account"))
    total_seen = HiddenField(default="")
    promise_seen = HiddenField(default="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(kind.value, label(kind)) for kind in ADDRESS_KINDS]

    def validate_mobile(self, field: Any) -> None:
        """Ten digits that can be an Indian mobile."""
        number = normal_mobile(field.data)
        if number is None:
            raise ValidationError(_("Write a mobile number of ten digits, like 98765 43210."))

    def validate_email(self, field: Any) -> None:
        """An address that letters can reach, or none."""
        if field.data and normal_email(field.data) is None:
            raise ValidationError(_("That cannot be an e-mail address. Write it like asha@example.in."))


class FindForm(FlaskForm):
    """What a guest knows of an order."""

    number = StringField(
        _("Number of the order"),
        [InputRequired(_("Write the number, like OD-7K3F-9Q2M.")), Length(max=40)],
        filters=[stripped],
    )
    mobile = TelField(
        _("Mobile number given with it"),
        [InputRequired(_("Write a mobile number of ten digits, like 98765 43210.")), Length(max=30)],
        filters=[stripped],
    )


class CodeForm(FlaskForm):
    """The digits that came by SMS."""

    code = StringField(
        _("The 6 digits we sent"),
        [InputRequired(_("Type the 6 digits from the message.")), Length(max=20)],
        filters=[stripped],
    )
