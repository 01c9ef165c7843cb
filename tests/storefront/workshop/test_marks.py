"""Marks on the maker's phone, at the officer's desk and on the product page."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from catalog import storage
from catalog.actions import verify_origin
from catalog.actions.claims import claim_on
from catalog.models import ClaimPaper, ClaimPhoto, Mark
from catalog.queries.desk import queue_for
from catalog.rules.verification import SubjectKind
from kit.clock import now
from people.actions import begin_sign_in, grant_role
from people.models import Credential
from people.rules import Role, ScopeKind
from storefront.access import SIGN_IN_COOKIE
from tests.makers import AT, BANKURA, JAIPUR, a_draft, a_jpeg, a_listing, a_person, all_met, an_officer

CLAIM = {
    "kind": "craftmark",
    "number": "CM/22/4411",
    "issuer": "AIACA",
    "expires_on": "2031-01-31",
}


def test_a_flagged_word_is_told_beside_the_title_and_stands_in_the_list_of_what_is_missing(
    as_asha, session, asha
):
    listing = a_draft(session, asha, title="Khadi saree, off white")
    session.commit()
    page = as_asha.get(f"/workshop/listings/{listing.slug}/words?in=en&one=1").text
    assert "The name says “khadi”. That word needs: Khadi Mark." in page
    assert 'id="gap-marks"' in as_asha.get(f"/workshop/listings/{listing.slug}").text
    said = {"locale": "en", "title": "Handloom saree", "story": "x" * 30, "care": ""}
    answer = as_asha.post(f"/workshop/listings/{listing.slug}/words?one=1", data=said, follow_redirects=True)
    assert "The name says “handloom”. That word needs: Handloom Mark / India Handloom Brand." in answer.text


def test_a_claimed_mark_waits_for_the_officer_and_is_shown_when_verified(as_asha, session, asha):
    listing = a_listing(session, asha)
    session.commit()
    url = f"/workshop/listings/{listing.slug}/marks"
    refused = as_asha.post(url, data=CLAIM | {"number": "", "expires_on": "2020-01-01"})
    assert refused.status_code == 422
    assert "Write the number of the mark." in refused.text
    assert "This day is past." in refused.text
    assert 'value="AIACA"' in refused.text
    assert as_asha.post(url, data=CLAIM).status_code == 303
    assert "With the district office" in as_asha.get(url).text
    assert "CM/22/4411" not in as_asha.get(f"/p/{listing.slug}").text
    waiting = queue_for(session, [BANKURA], kind=SubjectKind.MARK)
    assert [claim.artisan_name for claim in waiting] == ["Asha's workshop"]
    mark = session.scalars(select(Mark)).one()
    claim = claim_on(session, SubjectKind.MARK, mark.id)
    verify_origin(session, claim, all_met(session, claim), by=an_officer(session), at=AT)
    session.commit()
    shop = as_asha.get(f"/p/{listing.slug}").text
    assert "Craftmark" in shop
    assert "CM/22/4411 · AIACA" in shop


def test_another_makers_piece_takes_no_mark(as_asha, session, asha):
    other = a_listing(session, of="Bina")
    session.commit()
    assert as_asha.post(f"/workshop/listings/{other.slug}/marks", data=CLAIM).status_code == 404


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def sent(phone, slug, *files, **more):
    papers = [(io.BytesIO(content), name) for name, content in files]
    data = CLAIM | {"papers": papers} | more
    return phone.post(f"/workshop/listings/{slug}/marks", data=data, content_type="multipart/form-data")


def test_a_certificate_goes_with_the_claim_to_the_officers_of_the_district_alone(app, as_asha, session, asha):
    listing = a_listing(session, asha)
    session.commit()
    assert sent(as_asha, listing.slug, ("c.pdf", PDF), ("c.jpg", a_jpeg())).status_code == 303
    assert sent(as_asha, listing.slug, ("again.pdf", PDF)).status_code == 303
    paper = session.scalars(select(ClaimPaper)).one()
    assert session.scalars(select(ClaimPhoto)).one().verification_id == paper.verification_id
    address = f"/district/claims/{paper.verification_id}/papers/{paper.id}"
    farida = an_officers_browser(app, session, "Farida", BANKURA)
    assert address in farida.get(f"/district/claims/{paper.verification_id}").text
    answer = farida.get(address)
    assert (answer.data, answer.mimetype) == (PDF, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    gopal = an_officers_browser(app, session, "Gopal", JAIPUR)
    assert gopal.get(address).status_code == 404
    assert as_asha.get(address).status_code in {303, 403}
    assert as_asha.get(f"/media/{storage.private_key(paper.digest)}").status_code == 404
    assert farida.get(f"{address}9").status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 and nothing more", "cut off or broken"),
        (b"MZ a program", "neither a photo"),
        (b"", "The file is empty."),
        (b"<svg onload=alert(1)>", "neither a photo"),
    ],
)
def test_what_is_no_certificate_is_told_at_its_field_and_nothing_is_claimed(
    as_asha, session, asha, content, said
):
    listing = a_listing(session, asha)
    session.commit()
    answer = sent(as_asha, listing.slug, ("c.pdf", content))
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="CM/22/4411"' in answer.text
    assert session.scalars(select(Mark)).all() == []


def an_officers_browser(app, session, name, district):
    officer = a_person(session, name, email=f"{name.lower()}@district.example")
    session.add(Credential(person_id=officer.id, password_hash="-", totp_secret="-", set_at=AT))
    session.flush()
    grant_role(session, officer, Role.DISTRICT_OFFICER, ScopeKind.DISTRICT, str(district), by=None, at=AT)
    browser = app.test_client()
    browser.set_cookie(SIGN_IN_COOKIE, begin_sign_in(session, officer, now()))
    session.commit()
    return browser
