"""What a page may weigh and how often it may ask, so that it opens on a slow phone in a village."""

from __future__ import annotations

import re

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.sales import on_sale
from tests.storefront.reads import statements
from tests.storefront.shop.test_buying import WHO, put

KB = 1024
FIRST_ROW = 4  # pictures that may come at once; all others wait until they are near
LEVEL = 4  # as the application packs its pages
SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
MODULE = re.compile(r'<script type="module" src="([^"]+)"')
EAGER = re.compile(r"<img[^>]*fetchpriority")
BUDGETS = {  # path → HTML and CSS packed, optional script packed, requests before the pictures, reads
    "/": (20 * KB, 2 * KB, 4, 12),
    "/?layer=makers": (20 * KB, 2 * KB, 4, 12),
    "/crafts/weaves": (20 * KB, 2 * KB, 4, 14),
    "/states/west-bengal": (20 * KB, 2 * KB, 4, 12),
    "/d/bankura": (20 * KB, 2 * KB, 4, 14),
    "/crafts": (20 * KB, 2 * KB, 4, 8),
    "/search": (20 * KB, 2 * KB, 4, 12),
    "/compare?goods={slug}": (20 * KB, 2 * KB, 4, 8),
    "/makers/{maker}": (20 * KB, 2 * KB, 4, 10),
    "/p/{slug}": (18 * KB, 2 * KB, 5, 18),
    "/cart": (18 * KB, 5 * KB, 4, 14),
    "/checkout": (18 * KB, 5 * KB, 4, 16),
    "/wishes": (18 * KB, 2 * KB, 4, 6),
}


def packed(app: Flask, address: str) -> int:
    """The bytes of a static file as they travel."""
    with app.test_client().get(address, headers={"Accept-Encoding": "br"}) as answer:
        assert answer.status_code == 200
        return len(answer.data)


@pytest.mark.parametrize("path", BUDGETS)
def test_a_page_keeps_to_its_budget(app: Flask, client: FlaskClient, session: Session, path: str):
    goods = [on_sale(session, of) for of in ("Asha", "Bina", "Chandan")]
    put(client, goods[0])
    client.post("/checkout/place", data={"pin": WHO["pin"]})
    weigh, script, requests, reads = BUDGETS[path]
    address = path.format(slug=goods[0].slug, maker=goods[0].artisan.slug)
    client.get(address)  # what is kept for ten minutes is kept now
    with statements(session) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    sheets, modules = SHEET.findall(answer.text), MODULE.findall(answer.text)
    html = len(brotli.compress(answer.data, quality=LEVEL))
    css = sum(packed(app, sheet) for sheet in sheets)
    js = sum(packed(app, module) for module in modules)
    told = f"{address}: HTML {html} + CSS {css} bytes, script {js}, {len(asked)} reads"
    assert html + css <= weigh, told
    assert js <= script, told
    assert 1 + len(sheets) + len(modules) <= requests, told
    assert len(asked) <= reads, told + "\n" + "\n".join(each[:90] for each in asked)
    assert len(EAGER.findall(answer.text)) <= FIRST_ROW
    print(told)
