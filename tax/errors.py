"""The refusals of `tax`.

TaxRefusal
├── NoPan                        no PAN, no sale (Income-tax Act 2025 s.397(2); house rule)
├── EnrolmentMissing             an unregistered seller enrols first (Notification 34/2023-CT)
├── GstinMissing                 a registered seller's papers need the number
├── GstinInvalid                 pattern, check character or State do not fit
├── InterstateNotAllowed         enrolled and composition sellers stay in their State (36, 37/2023-CT)
├── IecMissing, LutMissing       the export gate (IGST Act s.16, CGST Rules 96A)
├── RateUnknown                  no row of the rate table fits the goods
├── SlabPriceAmbiguous           an inclusive price for which neither rate of a price slab is true
├── LevyUnknown                  no levy row for the day
├── DiscountAbovePrice           a discount larger than what it is taken from
├── ReturnNotSold                a unit that was not sold, or is already back
├── ConsignmentNeedsRegistration an enrolled artisan's goods may not be sold for them in another State
├── NotOfferedYet                lawful, but not on this site yet
│   ├── CompositionNotOffered
│   ├── ExportNotOffered
│   ├── CouponNotOffered
│   └── AgentConsignmentNotOffered
├── RateFileFaulty               a file of rates or levies that contradicts itself
└── SeriesExhausted              no room left in a sixteen-character document number
"""

from __future__ import annotations

from kit.errors import Refusal


class TaxRefusal(Refusal):
    """The tax rules say no."""

    code = "tax.refused"


class NoPan(TaxRefusal):
    """The seller has given no PAN. Details: seller."""

    code = "tax.no_pan"


class EnrolmentMissing(TaxRefusal):
    """An unregistered seller without an enrolment number. Details: seller."""

    code = "tax.enrolment_missing"


class GstinMissing(TaxRefusal):
    """A registered seller without a GSTIN. Details: seller."""

    code = "tax.gstin_missing"


class GstinInvalid(TaxRefusal):
    """A GSTIN that cannot be right. Details: fault, and seller when it is the seller's."""

    code = "tax.gstin_invalid"


class InterstateNotAllowed(TaxRefusal):
    """The seller may sell only inside one State. Details: seller, state, place."""

    code = "tax.interstate_not_allowed"


class IecMissing(TaxRefusal):
    """An exporter needs an Importer-Exporter Code. Details: seller."""

    code = "tax.iec_missing"


class LutMissing(TaxRefusal):
    """An export without tax needs a letter of undertaking for the year. Details: seller."""

    code = "tax.lut_missing"


class RateUnknown(TaxRefusal):
    """No rate row fits. Details: hsn, flags, on."""

    code = "tax.rate_unknown"


class SlabPriceAmbiguous(TaxRefusal):
    """Between the two rates of a slab. Details: hsn, lowest and highest (paise a piece) that do not work."""

    code = "tax.slab_price_ambiguous"


class LevyUnknown(TaxRefusal):
    """A levy has no row for the day. Details: kind, on."""

    code = "tax.levy_unknown"


class DiscountAbovePrice(TaxRefusal):
    """The discount is larger than the price. Details: ref."""

    code = "tax.discount_above_price"


class ReturnNotSold(TaxRefusal):
    """A unit that was not sold or is already back. Details: ref, units."""

    code = "tax.return_not_sold"


class ConsignmentNeedsRegistration(TaxRefusal):
    """Selling through an agent in another State needs a GST registration. Details: seller, mall_state."""

    code = "tax.consignment_needs_registration"


class NotOfferedYet(TaxRefusal):
    """Lawful, but this site does not do it yet."""

    code = "tax.not_offered"


class CompositionNotOffered(NotOfferedYet):
    """Composition dealers cannot sell here yet. Details: seller."""

    code = "tax.composition_not_offered"


class ExportNotOffered(NotOfferedYet):
    """Goods are not sent abroad yet. Details: seller."""

    code = "tax.export_not_offered"


class CouponNotOffered(NotOfferedYet):
    """Coupons paid by the platform are not taken yet."""

    code = "tax.coupon_not_offered"


class AgentConsignmentNotOffered(NotOfferedYet):
    """A mall does not sell goods of another State's artisan as agent yet. Details: seller, mall_state."""

    code = "tax.agent_consignment_not_offered"


class RateFileFaulty(TaxRefusal):
    """Two rows of a file claim the same day, or a row is not whole. Details: rows, each named by its key."""

    code = "tax.rate_file_faulty"


class SeriesExhausted(TaxRefusal):
    """The document number would be longer than the sixteen characters of rule 46(b). Details: series, n."""

    code = "tax.series_exhausted"
