"""What officers fill in. Shape only: the room `catalog` decides what is true."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from catalog.rules.facility import ADDRESS_MAX, CAPACITY_MAX, CONTACT_MAX, NAME_MAX
from catalog.rules.nomination import NominationKind

TYPED_MAX = 6000  # what a text field takes at all; the room's own limits are tighter


def stripped(text: str | None) -> str:
    """A field's text without blanks around it."""
    return text.strip() if text else ""


class FacilityForm(FlaskForm):
    """A support place. The districts offered are the officer's own."""

    kind = SelectField(_("What it is"), [DataRequired(_("Choose what it is."))], choices=[])
    district = SelectField(_("District"), [DataRequired(_("Choose the district."))], choices=[])
    name = StringField(_("Name"), [Length(max=TYPED_MAX)], filters=[stripped])
    address = TextAreaField(_("Address"), [Length(max=TYPED_MAX)], filters=[stripped])
    capacity = StringField(_("Capacity"), [Length(max=TYPED_MAX)], filters=[stripped])
    contact = StringField(_("Contact"), [Length(max=TYPED_MAX)], filters=[stripped])
    pins = TextAreaField(_("PIN codes (courier reach only)"), [Length(max=TYPED_MAX)], filters=[stripped])
    latitude = StringField(_("Latitude, degrees north"), [Length(max=20)], filters=[stripped])
    longitude = StringField(_("Longitude, degrees east"), [Length(max=20)], filters=[stripped])


class NominationForm(FlaskForm):
    """A product or a cluster that is named for districts. Those offered are the officer's own."""

    kind = RadioField(_("What it is"), default=NominationKind.PRODUCT.value, choices=[])
    name = StringField(_("Name"), [Length(max=TYPED_MAX)], filters=[stripped])
    districts = SelectMultipleField(_("Districts"), choices={})
    sector = SelectField(_("Sector"), [DataRequired(_("Choose the sector."))], choices=[])
    craft = SelectField(_("Craft"), [DataRequired(_("Choose the craft."))], choices=[])
    story = TextAreaField(_("Story"), [Length(max=TYPED_MAX)], filters=[stripped])
    source = StringField(_("Where this is written"), [Length(max=TYPED_MAX)], filters=[stripped])
    source_date = DateField(_("Date of that paper"), [Optional()])


LIMITS = {"name": NAME_MAX, "address": ADDRESS_MAX, "capacity": CAPACITY_MAX, "contact": CONTACT_MAX}
