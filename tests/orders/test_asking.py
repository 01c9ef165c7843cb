"""What may not be said on a page that everybody reads."""

from __future__ import annotations

import pytest

from orders.rules.asking import Contact, contact_in


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Call me on 98310 00001", Contact.PHONE),
        ("+91-98310-00001 please", Contact.PHONE),
        ("नंबर ९८३१० ०००१२ है", Contact.PHONE),
        ("9.8.3.1.0.0.0.0.0.1", Contact.PHONE),
        ("nine eight three one zero zero zero zero one two", Contact.PHONE),
        ("nau aath teen ek 0 0 0 0 1 2", Contact.PHONE),
        ("9\u200b8\u200b3\u200b1\u200b0\u200b0\u200b0\u200b0\u200b0\u200b1", Contact.PHONE),
        ("９８３１００００１２", Contact.PHONE),
        ("write to asha@example.in", Contact.EMAIL),
        ("asha (at) example", Contact.EMAIL),
        ("asha at gmail", Contact.EMAIL),
        ("pay me at asha@upi", Contact.EMAIL),
        ("see https://example.in/x", Contact.LINK),
        ("see www example in", Contact.LINK),
        ("look at ashaweaves.com", Contact.LINK),
        ("ashaweaves dot com", Contact.LINK),
        ("wa.me/919831000012", Contact.LINK),
        ("send a photo on WhatsApp", Contact.LINK),
    ],
)
def test_a_way_around_the_house_is_seen(words: str, kind: Contact):
    assert contact_in(words) is kind


@pytest.mark.parametrize(
    "words",
    [
        "Is it 200 x 300 cm, or 6 ft by 9 ft?",
        "Can you send it to 700001 by 26 Nov 2026?",
        "Would you make four of them for ₹1,25,000.00?",
        "My order OD-7K3F-9Q2M came with a thread loose. Is that usual?",
        "क्या यह 5.5 मीटर की साड़ी है?",
        "Does one of these fit two, three or four people?",
        "I look at the border: is it woven or printed?",
    ],
)
def test_honest_questions_pass(words: str):
    assert contact_in(words) is None
