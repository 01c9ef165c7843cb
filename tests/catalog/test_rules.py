"""What a workshop and a listing must say, by values alone."""

from __future__ import annotations

import pytest

from catalog.rules.artisan import artisan_faults, person_kind
from catalog.rules.listing import (
    ListingStatus,
    field_faults,
    gaps,
    may_edit,
    proof_faults,
    publication_gaps,
    slug_of,
)
from catalog.rules.photo import (
    PIXELS_MAX,
    PictureFault,
    first_width,
    kind_of,
    picture,
    size_fault,
    widths_for,
)
from catalog.rules.verification import HANDICRAFT_LIMBS, Answer, SubjectKind, missing, questions
from kit.money import Money
from tax.rules import PersonKind, SellerKind, gstin_of

PAPERS = {
    "name": "Asha's looms",
    "legal_name": "Asha Devi",
    "address_line": "12, Potters' Lane",
    "pin": "722122",
    "story": "",
    "state_code": "19",
    "gst_kind": SellerKind.REGULAR,
    "gstin": gstin_of("19", "ABCPA1234F"),
    "enrolment_no": "",
    "pan": "ABCPA1234F",
}
WHOLE = {
    "craft_sold": True,
    "title": "Blue bowl",
    "story": "Thrown and glazed by hand at home.",
    "photos_met": True,
    "price": Money(500_00),
    "rate_known": True,
    "stock": 1,
    "made_to_order": False,
    "weight_g": 300,
    "days_to_make": 2,
}


def test_whole_papers_have_no_fault():
    assert artisan_faults(**PAPERS) == {}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": ""}, {"name": "missing"}),
        ({"name": "Al"}, {"name": "short"}),
        ({"pin": "072212"}, {"pin": "format"}),
        ({"pan": ""}, {"pan": "missing"}),
        ({"pan": "ABCPA1234"}, {"pan": "length"}),
        ({"state_code": None}, {"district": "missing"}),
        ({"gstin": ""}, {"gstin": "missing"}),
        ({"gstin": gstin_of("08", "ABCPA1234F")}, {"gstin": "state"}),
        ({"gstin": gstin_of("19", "ABCPZ9999F")}, {"gstin": "pan"}),
        ({"gstin": gstin_of("19", "ABCPA1234F")[:-1] + "0"}, {"gstin": "check"}),
        ({"gst_kind": SellerKind.ENROLLED, "gstin": ""}, {"enrolment_no": "missing"}),
        (
            {"gst_kind": SellerKind.ENROLLED, "gstin": "", "enrolment_no": "08ABCPA1234FEN1"},
            {"enrolment_no": "state"},
        ),
        ({"story": "x" * 4001}, {"story": "long"}),
    ],
)
def test_each_fault_of_the_papers_is_named_at_its_field(change, fault):
    assert artisan_faults(**(PAPERS | change)) == fault


def test_a_ladakh_gstin_is_good_in_ladakh():
    ladakh = {"state_code": "38", "gstin": gstin_of("38", "ABCPA1234F"), "pin": "194101"}
    assert artisan_faults(**(PAPERS | ladakh)) == {}


def test_the_pan_tells_a_person_from_a_firm():
    assert person_kind("ABCPA1234F") is PersonKind.INDIVIDUAL
    assert person_kind("ABCHA1234F") is PersonKind.INDIVIDUAL
    assert person_kind("ABCFA1234F") is PersonKind.FIRM


def test_an_empty_listing_lacks_all_in_the_order_of_the_form():
    empty = {
        "craft_sold": False,
        "title": " ",
        "story": "",
        "photos_met": False,
        "price": Money(0),
        "rate_known": False,
        "stock": 0,
        "made_to_order": False,
        "weight_g": 0,
        "days_to_make": 400,
        "proofs_met": False,
    }
    assert gaps(**empty) == [
        "craft",
        "title",
        "story",
        "photos",
        "price",
        "stock",
        "weight",
        "days",
        "proofs",
    ]


def test_a_whole_listing_lacks_nothing():
    assert gaps(**WHOLE) == []


def test_goods_made_to_order_need_no_stock_but_days():
    assert gaps(**(WHOLE | {"stock": 0, "made_to_order": True})) == []
    assert gaps(**(WHOLE | {"made_to_order": True, "days_to_make": 0})) == ["days"]


def test_a_price_without_one_true_rate_is_a_gap():
    assert gaps(**(WHOLE | {"rate_known": False})) == ["rate"]


def test_only_what_a_district_verified_goes_on_sale():
    unseen = {
        "craft_sold": True,
        "rate_known": True,
        "photos_ready": True,
        "origin_verified": False,
        "maker_verified": False,
    }
    assert publication_gaps(**unseen) == ["maker", "origin"]


def test_a_draft_keeps_a_short_title_and_refuses_a_price_past_all_bounds():
    assert field_faults(title="Bo", price=Money(50)) == {"price": "low"}
    assert field_faults(price=Money(1_00_00_001 * 100), weight_g=0) == {"price": "high", "weight_g": "low"}


def test_nothing_of_a_listing_changes_while_the_officer_looks_at_it():
    assert [status for status in ListingStatus if not may_edit(status)] == [ListingStatus.IN_REVIEW]


def test_food_is_not_sold_without_its_fourteen_digits():
    assert proof_faults(["fssai"], {}) == {"fssai": "missing"}
    assert proof_faults(["fssai"], {"fssai": "123"}) == {"fssai": "format"}
    assert proof_faults(["fssai"], {"fssai": "10012345678901"}) == {}


def test_a_slug_is_of_the_first_text_that_latin_letters_can_write():
    assert slug_of("Bankura's “Horse”, large") == "bankura-s-horse-large"
    assert slug_of("नीली कटोरी", "Blue pottery") == "blue-pottery"
    assert slug_of("नीली", "") == "goods"
    assert slug_of("नारियल तेल, 250 मिली", "Coconut oil, 250 ml") == "coconut-oil-250-ml"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WEBP"),
        (b"GIF89a", None),
        (b"<svg xmlns=", None),
        (b"\x00\x00\x00\x18ftypheic", None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_only_three_kinds_of_picture_are_known_by_their_first_bytes(head, kind):
    assert kind_of(head) == kind


def test_a_bomb_is_known_by_its_header():
    assert size_fault(30_000, 30_000) is PictureFault.TOO_LARGE
    assert size_fault(PIXELS_MAX // 100, 100) is PictureFault.TOO_LARGE
    assert size_fault(800, 100) is PictureFault.TOO_SMALL
    assert size_fault(8_000, 6_000) is None


def test_no_rendition_is_wider_than_the_picture():
    assert widths_for(4_000) == [160, 320, 480, 800, 1200]
    assert widths_for(500) == [160, 320, 480]
    assert widths_for(120) == [120]
    assert (first_width(4_000), first_width(400), first_width(120)) == (480, 320, 120)


def test_a_picture_without_a_rendition_is_not_shown_and_a_drawing_says_so():
    nothing = {"drawing": None, "renditions": {}, "width": 800, "height": 600, "alt": "", "colour": None}
    assert picture(**nothing) is None
    drawn = picture(**(nothing | {"drawing": "bowl.svg"}))
    assert drawn is not None
    assert (drawn.src, drawn.is_illustration) == ("/drawings/bowl.svg", True)


def test_the_shown_picture_is_the_480_and_the_rest_are_in_its_set():
    keys = {"jpg": {"480": "ab/x-480.jpg", "160": "ab/x-160.jpg"}, "avif": {"480": "ab/x-480.avif"}}
    shown = picture(drawing=None, renditions=keys, width=960, height=640, alt="Bowl", colour="#112233")
    assert shown is not None
    assert (shown.src, shown.width, shown.height) == ("/media/ab/x-480.jpg", 480, 320)
    assert shown.srcset == "/media/ab/x-160.jpg 160w, /media/ab/x-480.jpg 480w"
    assert shown.sources == (("image/avif", "/media/ab/x-480.avif 480w"),)


def test_the_three_limbs_are_asked_only_of_handicraft():
    assert questions(SubjectKind.LISTING, handicraft=True)[-3:] == HANDICRAFT_LIMBS
    assert "made_by_hand" not in questions(SubjectKind.LISTING, handicraft=False)


def test_a_yes_without_evidence_does_not_carry_where_evidence_is_kept():
    asked = ("identity", "photos_theirs", "made_by_hand")
    answers = {
        "identity": Answer(met=True, evidence="  "),
        "photos_theirs": Answer(met=True, evidence=""),
        "made_by_hand": Answer(met=False, evidence="A powerloom stood there"),
    }
    assert missing(asked, answers) == ["identity", "made_by_hand"]
