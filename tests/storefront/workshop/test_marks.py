"""Marks on the maker's phone, at the officer's desk and on the product page."""

from __future__ import annotations

from sqlalchemy import select

from catalog.actions import verify_origin
from catalog.actions.claims import claim_on
from catalog.models import Mark
from catalog.queries.desk import queue_for
from catalog.rules.verification import SubjectKind
from tests.makers import AT, BANKURA, a_draft, a_listing, all_met, an_officer

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
