"""Buyers, with an address each: they sign in by mobile number, or buy without signing in."""

from __future__ import annotations

from dataclasses import dataclass

from demo.people.numbers import mobile_of

FIRST_SERIAL = 5000  # the buyers' mobile numbers lie apart from the makers'


@dataclass(frozen=True, kw_only=True)
class Buyer:
    """Somebody who buys, and where the parcel goes. `mobile` is E.164, `pin` is a PIN of `district`."""

    name: str
    mobile: str
    language: str = "en"
    house: str
    street: str
    landmark: str
    city: str
    district: str
    state: str
    pin: str


BUYERS = (
    Buyer(
        name="Ananya Iyer",
        mobile=mobile_of(FIRST_SERIAL),
        house="14, Second Cross",
        street="Malleshwaram",
        landmark="Opposite the flower market",
        city="Bengaluru",
        district="Bengaluru Urban",
        state="Karnataka",
        pin="560003",
    ),
    Buyer(
        name="Rahul Srivastava",
        mobile=mobile_of(FIRST_SERIAL + 1),
        language="hi",
        house="मकान 27, पहली मंज़िल",
        street="हज़रतगंज",
        landmark="डाकघर के पीछे",
        city="लखनऊ",
        district="Lucknow",
        state="Uttar Pradesh",
        pin="226001",
    ),
    Buyer(
        name="Sharmistha Sen",
        mobile=mobile_of(FIRST_SERIAL + 2),
        house="Flat 3B, 61 Lake Road",
        street="Kalighat",
        landmark="Beside the sweet shop",
        city="Kolkata",
        district="Kolkata",
        state="West Bengal",
        pin="700029",
    ),
    Buyer(
        name="Devendra Malviya",
        mobile=mobile_of(FIRST_SERIAL + 3),
        language="hi",
        house="मकान 8",
        street="न्यू मार्केट रोड",
        landmark="पानी की टंकी के पास",
        city="भोपाल",
        district="Bhopal",
        state="Madhya Pradesh",
        pin="462001",
    ),
)
