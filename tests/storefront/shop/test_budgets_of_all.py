"""No page that a guest or buyer can open weighs more than a village's network carries, or asks without end."""

from __future__ import annotations

import brotli
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.storefront.reads import statements
from tests.storefront.shop.every_page import every_page, furnish
from tests.storefront.shop.test_budgets import KB, LEVEL, MODULE, SHEET, packed

WEIGHT, SCRIPT, REQUESTS, READS = 20 * KB, 5 * KB, 6, 20


def test_every_page_keeps_to_its_budget(app: Flask, client: FlaskClient, session: Session):
    over = []
    files: dict[str, int] = {}
    for path in every_page(app, furnish(client, session)):
        client.get(path)  # what is kept for a while is kept now
        with statements(session) as asked:
            answer = client.get(path)
        sheets, modules = SHEET.findall(answer.text), MODULE.findall(answer.text)
        for file in {*sheets, *modules} - files.keys():
            files[file] = packed(app, file)
        weight = len(brotli.compress(answer.data, quality=LEVEL)) + sum(files[each] for each in sheets)
        script = sum(files[each] for each in modules)
        requests = 1 + len(sheets) + len(modules)
        print(f"{path}: {weight} bytes, script {script}, {requests} requests, {len(asked)} reads")
        limits = (WEIGHT, SCRIPT, REQUESTS, READS)
        if any(
            used > most for used, most in zip((weight, script, requests, len(asked)), limits, strict=True)
        ):
            over.append((path, weight, script, requests, len(asked)))
    assert over == []
