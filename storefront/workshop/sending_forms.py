"""What a maker types about parcels and consignments. Shape only."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice, StringField
from wtforms.validators import DataRequired, InputRequired, Length

CARRIER_MAX = 80
NUMBER_MAX = 60
REASON_MAX = 300
REASONS = {
    "sold": _("It is sold already"),
    "broken": _("It is broken"),
    "late": _("I cannot make it in time"),
    "other": _("Another reason"),
}


def stripped(text: str | None) -> str:
    """A field's text without blanks around it."""
    return text.strip() if text else ""


class ShipForm(FlaskForm):
    """Who carries a parcel, under which number."""

    courier = StringField(
        _("Courier"),
        [DataRequired(_("Write who carries it.")), Length(max=CARRIER_MAX)],
        filters=[stripped],
    )
    tracking_number = StringField(
        _("Tracking number"),
        [DataRequired(_("Write the number on the courier’s paper.")), Length(max=NUMBER_MAX)],
        filters=[stripped],
    )


class DeclineForm(FlaskForm):
    """Why a parcel cannot be sent."""

    reason = RadioField(
        _("Why can you not send it?"),
        [InputRequired(_("Choose a reason. The buyer reads it."))],
        choices=[SelectChoice(value, words) for value, words in REASONS.items()],
        validate_choice=True,
    )
    words = StringField(_("In your own words"), [Length(max=REASON_MAX)], filters=[stripped])

    @property
    def told(self) -> str:
        """The reason as it is kept: the maker's own words, else the one chosen."""
        return self.words.data or str(REASONS[self.reason.data])


class DispatchForm(FlaskForm):
    """Who carries goods to a mall, under which docket."""

    carrier = StringField(
        _("Transporter"),
        [DataRequired(_("Write who carries it.")), Length(max=CARRIER_MAX)],
        filters=[stripped],
    )
    docket = StringField(
        _("Docket or challan number"),
        [DataRequired(_("Write the number on the transporter’s paper.")), Length(max=NUMBER_MAX)],
        filters=[stripped],
    )
