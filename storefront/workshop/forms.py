"""What a maker types. Shape only: the rooms decide what is true."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, MultipleFileField
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from catalog.rules.artisan import ADDRESS_MAX, NAME_MAX, STORY_MAX, ArtisanKind
from catalog.rules.details import BEST_BEFORE_MAX, DETAIL_MAX, NET_MAX, PACKER_MAX
from catalog.rules.listing import (
    CARE_MAX,
    DAYS_MAX,
    HANDS_MAX,
    PROOF_MAX,
    TITLE_MAX,
    VARIANT_NAME_MAX,
    VARIANTS_MAX,
    WEIGHT_MAX_G,
    WEIGHT_MIN_G,
)
from catalog.rules.making import CAPACITY_MAX
from catalog.rules.marks import ISSUER_MAX, MarkKind
from catalog.rules.marks import NUMBER_MAX as MARK_NUMBER_MAX
from catalog.rules.tiers import TIERS_MAX
from kit import typed
from kit.typed import rupees
from storefront.words import label
from tax.rules import SellerKind

CHOOSE = _("Choose one.")
WHOLE = _("Write a whole number.")
LANGUAGES = (("hi", "हिन्दी"), ("en", "English"))


def tidy(text: str | None) -> str:
    """A field's text without blanks around it; a browser's line ends made plain."""
    return text.replace("\r\n", "\n").strip() if text else ""


def plain_digits(text: str | None) -> str:
    """A number as somebody typed it, its digits of any script made 0 to 9."""
    return typed.plain_digits(tidy(text))


def _languages() -> list[SelectChoice]:
    return [SelectChoice(code, name) for code, name in LANGUAGES]


class NumberField(IntegerField):
    """A whole number, its digits of any script, with or without commas."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep what was typed when it is no number, so that the page can show it again."""
        typed = plain_digits(valuelist[0]).replace(",", "").replace(" ", "") if valuelist else ""
        self.raw_data = [valuelist[0]] if valuelist else []
        self.data = None
        if not typed:
            return
        if not (typed.isascii() and typed.isdigit() and len(typed) <= 9):
            raise ValueError(WHOLE)
        self.data = int(typed)


class RegisterForm(FlaskForm):
    """Who the workshop is, where, and how it stands with the law."""

    kind = RadioField(_("Who makes the goods?"), [InputRequired(CHOOSE)])
    name = StringField(_("Name of the workshop"), [Length(max=NAME_MAX)], filters=[tidy])
    legal_name = StringField(_("Name as on the PAN card"), [Length(max=NAME_MAX)], filters=[tidy])
    district = SelectField(_("District"), [InputRequired(CHOOSE)], coerce=int)
    address_line = StringField(_("House, street, village"), [Length(max=ADDRESS_MAX)], filters=[tidy])
    pin = StringField(_("PIN code"), [Length(max=12)], filters=[plain_digits])
    pan = StringField(_("PAN"), [Length(max=20)], filters=[tidy])
    gst_kind = RadioField(_("Are you registered for GST?"), [InputRequired(CHOOSE)])
    gstin = StringField(_("GSTIN"), [Length(max=25)], filters=[tidy])
    enrolment_no = StringField(_("Enrolment number"), [Length(max=25)], filters=[tidy])
    story = TextAreaField(_("About you and your work"), [Optional(), Length(max=STORY_MAX)], filters=[tidy])
    language = RadioField(_("Language of your letters"), [InputRequired(CHOOSE)], choices=_languages)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [SelectChoice(kind.value, label(kind)) for kind in ArtisanKind]
        self.gst_kind.choices = [
            SelectChoice(SellerKind.REGULAR.value, _("Yes, with a GSTIN")),
            SelectChoice(SellerKind.ENROLLED.value, _("No. I have an enrolment number for selling online")),
            SelectChoice(SellerKind.COMPOSITION.value, _("Yes, in the composition scheme")),
        ]


class CraftForm(FlaskForm):
    """What kind of thing it is."""

    craft = RadioField(_("What do you make?"), [InputRequired(CHOOSE)], validate_choice=False)
    other = SelectField(_("If another: which?"), validate_choice=False)


class FinerForm(FlaskForm):
    """Which finer line of the craft it is: its tariff code counts."""

    finer = RadioField(_("Which of these is it?"), [InputRequired(CHOOSE)], validate_choice=False)


class WordsForm(FlaskForm):
    """Name, story and care, in the maker's own words."""

    locale = RadioField(_("I write in"), [InputRequired(CHOOSE)], choices=_languages)
    title = StringField(
        _("Name of the piece"),
        [DataRequired(_("Give the piece a name.")), Length(max=TITLE_MAX)],
        filters=[tidy],
    )
    story = TextAreaField(_("Its story"), [Length(max=STORY_MAX)], filters=[tidy])
    care = TextAreaField(_("How to care for it"), [Optional(), Length(max=CARE_MAX)], filters=[tidy])


class PhotosForm(FlaskForm):
    """Pictures from the phone, each in its place; the parts of a place are `taken-`, `chosen-`, `upload-`, `alt-`."""

    whole = FileField(_("The whole piece"))
    close = FileField(_("From close"))
    in_use = FileField(_("In use, or in your hand"))
    more = FileField(_("More, if you like"))


class PriceForm(FlaskForm):
    """What the buyer pays, GST inside."""

    price = StringField(
        _("Price of one, in rupees"), [InputRequired(_("Write the price.")), Length(max=20)], filters=[tidy]
    )

    def validate_price(self, field: Any) -> None:
        """Rupees, with or without paise."""
        if rupees(field.data) is None:
            raise ValidationError(_("Write the price in rupees, like 2350 or 2350.50."))


class StockForm(FlaskForm):
    """How many there are, how heavy, and how long one takes."""

    quantity = NumberField(
        _("How many are ready?"),
        [InputRequired(_("Say how many are ready.")), NumberRange(0, HANDS_MAX, _("Between 0 and 99,999."))],
    )
    made_to_order = BooleanField(_("I also make it when somebody orders"))
    days_to_make = NumberField(
        _("Days until it leaves you"),
        [
            InputRequired(_("Say how many days it takes.")),
            NumberRange(0, DAYS_MAX, _("Between 0 and 365 days.")),
        ],
    )
    weekly_capacity = NumberField(
        _("How many can you make in a week?"),
        [Optional(), NumberRange(1, CAPACITY_MAX, _("Between 1 and 9,999 in a week."))],
    )
    weight_g = NumberField(
        _("Weight with packing, in grams"),
        [
            InputRequired(_("Say what it weighs with packing.")),
            NumberRange(WEIGHT_MIN_G, WEIGHT_MAX_G, _("Between 1 gram and 500 kg.")),
        ],
    )
    fssai = StringField(_("FSSAI number (14 digits)"), [Length(max=PROOF_MAX)], filters=[plain_digits])
    huid = StringField(_("HUID on the hallmark"), [Length(max=PROOF_MAX)], filters=[tidy])
    toy_exemption = StringField(
        _("Your registration with DC (Handicrafts)"), [Length(max=PROOF_MAX)], filters=[tidy]
    )
    count = StringField()  # this form's own name, so that sending it twice counts once

    def validate(self, extra_validators: Any = None) -> bool:
        """What is made to order has a queue, and a queue a pace."""
        good = bool(super().validate(extra_validators))
        pace = self.weekly_capacity
        if self.made_to_order.data and pace.data is None and not pace.errors:
            pace.errors = [_("Say how many you can make in a week, so that we promise the right day.")]
            return False
        return good


class AwayForm(FlaskForm):
    """From which day to which day nothing is made or sent."""

    away_from = DateField(_("First day away"), [Optional()])
    away_to = DateField(_("Last day away"), [Optional()])


class FormRow(Form):
    """One size or colour: its name, its price, how many are ready; for packs, what is printed on them."""

    variant = HiddenField()
    name = StringField(_("Size or colour"), [Length(max=VARIANT_NAME_MAX)], filters=[tidy])
    price = StringField(_("Price of one, in rupees"), [Length(max=20)], filters=[tidy])
    quantity = NumberField(
        _("How many are ready?"), [Optional(), NumberRange(0, HANDS_MAX, _("Between 0 and 99,999."))]
    )
    net_quantity = StringField(_("How much is in a pack?"), [Length(max=NET_MAX)], filters=[tidy])
    mrp = StringField(_("MRP on the pack, in rupees"), [Length(max=20)], filters=[tidy])
    gone = BooleanField(_("I no longer sell this one"))

    def is_blank(self) -> bool:
        """Whether nothing was written into a row for a new one."""
        typed = [field.raw_data[0] for field in self if field.raw_data]
        return not any(tidy(text) for text in typed)


class TierRow(Form):
    """From how many pieces on, in which cases, one costs how much."""

    min_quantity = NumberField(_("From how many pieces on?"), [Optional()])
    case_pack = NumberField(_("How many are in a case?"), [Optional()])
    price = StringField(_("Price of one, in rupees"), [Length(max=20)], filters=[tidy])

    def is_blank(self) -> bool:
        """Whether nothing was written into the row."""
        return not any(tidy(text) for field in self if field.raw_data for text in field.raw_data)


class TiersForm(FlaskForm):
    """Prices for many of one piece."""

    rows = FieldList(FormField(TierRow), max_entries=TIERS_MAX)


class VariantsForm(FlaskForm):
    """In which sizes and colours a piece is sold."""

    rows = FieldList(FormField(FormRow), max_entries=VARIANTS_MAX + 3)
    count = StringField()  # this form's own name, so that sending it twice counts once


class DetailsForm(FlaskForm):
    """Of what, how, how large; and what a pack must tell."""

    materials = StringField(_("What is it made of?"), [Length(max=DETAIL_MAX)], filters=[tidy])
    technique = StringField(_("How is it made?"), [Length(max=DETAIL_MAX)], filters=[tidy])
    dimensions = StringField(_("How large is it?"), [Length(max=DETAIL_MAX)], filters=[tidy])
    may_vary = StringField(
        _("What may vary, as it is made by hand?"), [Length(max=DETAIL_MAX)], filters=[tidy]
    )
    packer = StringField(_("Who packs it, and where?"), [Length(max=PACKER_MAX)], filters=[tidy])
    best_before_days = NumberField(
        _("How many days does it keep?"),
        [Optional(), NumberRange(1, BEST_BEFORE_MAX, _("Between 1 and 3,650 days."))],
    )


class MarkForm(FlaskForm):
    """A mark that a piece carries: which, whose number, until when."""

    kind = SelectField(_("Which mark?"), [InputRequired(CHOOSE)])
    number = StringField(_("Its number"), [Length(max=MARK_NUMBER_MAX)], filters=[tidy])
    issuer = StringField(_("Who gave it?"), [Length(max=ISSUER_MAX)], filters=[tidy])
    expires_on = DateField(_("Good until"), [Optional()])
    papers = MultipleFileField(_("The certificate: photo or PDF"))
    all_goods = BooleanField(_("It is for all my goods"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [SelectChoice(kind.value, label(kind)) for kind in MarkKind]
