"""Programs that ask: nobody in particular, and Asha's own program with a key."""

from __future__ import annotations

import pytest

from catalog.models import Listing
from people.actions import grant_role, make_api_key
from people.rules import ApiScope, Role, ScopeKind
from tests.makers import AT, a_person
from tests.sales import on_sale


@pytest.fixture
def good(session) -> Listing:
    """Asha's bowl, on sale, three on hand."""
    return on_sale(session)


@pytest.fixture
def token(session, good) -> str:
    """The key of Asha's program, with every scope."""
    asha = a_person(session, "Asha")
    grant_role(session, asha, Role.ARTISAN, ScopeKind.ARTISAN, str(good.artisan_id), by=None, at=AT)
    _, token = make_api_key(session, asha, "Stock program", list(ApiScope), at=AT)
    return token


@pytest.fixture
def program(app, token):
    """Asha's program: it has no cookies and says nothing of sites."""
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return client


@pytest.fixture
def stranger(app, good):
    """A program without a key."""
    return app.test_client()
