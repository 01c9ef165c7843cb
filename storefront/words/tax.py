"""Words of the room `tax`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

LABELS: dict[str, dict[str, Any]] = {
    "DocumentKind": {
        "tax_invoice": _("Tax invoice"),
        "bill_of_supply": _("Bill of supply"),
        "invoice_cum_bill_of_supply": _("Invoice-cum-bill of supply"),
        "plain_bill": _("Bill"),
        "credit_note": _("Credit note"),
        "commercial_credit_note": _("Commercial credit note"),
    },
    "PersonKind": {"individual": _("Individual"), "firm": _("Firm, society or group")},
    "SellerKind": {
        "regular": _("GST registered"),
        "composition": _("Composition scheme"),
        "enrolled": _("Enrolled, without GST registration"),
    },
}
REFUSALS: dict[str, Any] = {
    "tax.agent_consignment_not_offered": _("A mall cannot yet sell goods of another State’s maker as agent."),
    "tax.composition_not_offered": _("Sellers under the composition scheme cannot sell here yet."),
    "tax.consignment_needs_registration": _(
        "To sell through a mall in another State, a maker needs a GST registration."
    ),
    "tax.coupon_not_offered": _("Coupons are not offered yet."),
    "tax.discount_above_price": _("The discount is larger than the price."),
    "tax.enrolment_missing": _("The maker’s GST enrolment number is missing, so this cannot be sold now."),
    "tax.export_not_offered": _("We do not send goods abroad yet."),
    "tax.gstin_invalid": _("This GSTIN cannot be right. Compare it with the certificate."),
    "tax.gstin_missing": _("The maker’s GSTIN is missing, so this cannot be sold now."),
    "tax.iec_missing": _("To send goods abroad, a maker needs an Importer-Exporter Code."),
    "tax.interstate_not_allowed": _(
        "This maker is not registered for GST and may send goods inside their own State only."
    ),
    "tax.levy_unknown": _("No rate is on the books for this day."),
    "tax.lut_missing": _("To send goods abroad without tax, a maker needs a letter of undertaking."),
    "tax.no_pan": _("The maker’s PAN is missing, so this cannot be sold now."),
    "tax.not_offered": _("This is not offered here yet."),
    "tax.rate_file_faulty": _("The file of rates is not whole or claims a day twice."),
    "tax.rate_unknown": _("No GST rate is on the books for these goods, so they cannot be sold now."),
    "tax.refused": _("The tax rules do not allow this."),
    "tax.return_not_sold": _("This piece was not sold in that order, or is back already."),
    "tax.series_exhausted": _("This series of document numbers is used up."),
    "tax.slab_price_ambiguous": _(
        "At this price the law gives no one GST rate. Choose a price a little lower or higher."
    ),
}
