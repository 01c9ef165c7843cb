"""What somebody fills in who complains. Shape only: the room `orders` decides what is true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import EmailField, HiddenField, RadioField, SelectField, StringField, TelField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from kit.ids import new_id
from orders.rules.complaints import NOTE_MAX, WORDS_MAX, WORDS_MIN, ComplaintKind
from people.rules import normal_email, normal_mobile
from storefront.shop.forms import EMAIL_MAX, stripped
from storefront.words.spoken import label

KEY_MAX = 40


def is_mobile_or_none(form: Any, field: Any) -> None:
    """Ten digits that can be an Indian mobile, or nothing."""
    if field.data and normal_mobile(field.data) is None:
        raise ValidationError(_("Write a mobile number of ten digits, like 98765 43210."))


def is_email_or_none(form: Any, field: Any) -> None:
    """An address that letters can reach, or nothing."""
    if field.data and normal_email(field.data) is None:
        raise ValidationError(_("That cannot be an e-mail address. Write it like asha@example.in."))


class ComplaintForm(FlaskForm):
    """What went wrong, in words and pictures; and for a guest, where the answer goes."""

    kind = RadioField(_("What is wrong?"), [InputRequired(_("Choose what is wrong."))])
    line = SelectField(_("Which piece"), coerce=int, default=0)
    words = TextAreaField(
        _("What happened, and what would put it right"),
        [
            InputRequired(_("Tell us what happened.")),
            Length(WORDS_MIN, WORDS_MAX, _("Tell it in 10 to 2,000 letters.")),
        ],
        filters=[stripped],
    )
    photos = MultipleFileField(_("Up to three photos, if they help"))
    mobile = TelField(_("Your mobile number"), [Length(max=30), is_mobile_or_none], filters=[stripped])
    email = EmailField(
        _("Or your e-mail address"), [Length(max=EMAIL_MAX), is_email_or_none], filters=[stripped]
    )
    key = HiddenField(validators=[Length(max=KEY_MAX)])

    def __init__(self, kinds: Sequence[ComplaintKind], *, asks_contact: bool = False, **more: Any) -> None:
        super().__init__(**more)
        self.kind.choices = [(kind.value, label(kind)) for kind in kinds]
        self.line.choices = [(0, _("All of it"))]
        self.key.data = self.key.data or str(new_id())
        if not asks_contact:
            del self.mobile, self.email

    def validate_email(self, field: Any) -> None:
        """Of number and address, one at least."""
        if not field.data and not self.mobile.data:
            raise ValidationError(_("Leave a mobile number or an e-mail address, so that we can answer you."))


class FindComplaintForm(FlaskForm):
    """What somebody knows of a complaint."""

    number = StringField(
        _("Number of the complaint"),
        [InputRequired(_("Write the number, like GR-7K3F-9Q2M.")), Length(max=40)],
        filters=[stripped],
    )
    contact = StringField(
        _("Mobile number or e-mail address given with it"),
        [
            InputRequired(_("Write the mobile number or e-mail address that you gave.")),
            Length(max=EMAIL_MAX),
        ],
        filters=[stripped],
    )


class NoteForm(FlaskForm):
    """A few more words about a complaint."""

    words = TextAreaField(
        _("Write to the office"),
        [
            InputRequired(_("Write something first.")),
            Length(max=NOTE_MAX, message=_("At most 1,000 letters.")),
        ],
        filters=[stripped],
    )
