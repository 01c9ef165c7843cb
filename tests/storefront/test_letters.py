"""Where the letters lead."""

from __future__ import annotations

import re

from werkzeug.exceptions import NotFound
from werkzeug.routing import RequestRedirect

from kit.render import TEMPLATES

FILLED = {
    "order.number": "OD-7K3F-9Q2M",
    "slug": "blue-bowl",
    "number": "GR-7K3F-9Q2M",
    "claim_id": "7",
    "appeal_id": "8",
    "variant_id": "9",
}
LINK = re.compile(r"\{\{ (?:home|public_url) \}\}((?:/|\{% if)(?:[^\s{]|\{\{ [\w.]+ \}\}|\{% .*? %\})*)")


def links():
    for letter in sorted((TEMPLATES / "notices").iterdir()):
        for written in LINK.findall(letter.read_text()):
            ways = [written]
            if branch := re.search(r"\{% if .*? %\}(.*?)\{% else %\}(.*?)\{% endif %\}", written):
                ways = [written.replace(branch[0], way) for way in branch.groups()]
            for way in ways:
                path = re.sub(r"\{%.*", "", way)
                yield letter.name, re.sub(r"\{\{ ([\w.]+) \}\}", lambda found: FILLED[found[1]], path)


def test_every_link_of_a_letter_leads_to_a_page(app):
    pages = app.url_map.bind("haat.example")
    found = list(links())
    assert len(found) > 20
    for letter, path in found:
        try:
            pages.match(path, method="GET")
        except RequestRedirect:
            continue  # a closing slash is put on
        except NotFound:
            raise AssertionError(f"{letter} leads nowhere: {path}") from None
