"""The limits a page is measured beside: a bare Flask page of as many cards from one SELECT, and an empty POST.

`gunicorn bench.limits:app`; it reads the same database as the shop and does nothing else.
"""

from __future__ import annotations

import os

from flask import Flask, render_template
from sqlalchemy import create_engine, text

CARDS = """
SELECT listings.slug, listing_texts.title, listings.price_paise, districts.name AS district, artisans.name AS maker
FROM listings
JOIN listing_texts ON listing_texts.listing_id = listings.id AND listing_texts.locale = 'en'
JOIN artisans ON artisans.id = listings.artisan_id
JOIN districts ON districts.id = listings.district_id
WHERE listings.status = 'published' ORDER BY listings.published_at DESC, listings.id DESC LIMIT 24
"""

app = Flask("bench", template_folder="templates")
engine = create_engine(os.environ["DATABASE_URL"], pool_size=8)
cards = text(CARDS)


@app.get("/cards")
def show_cards() -> str:
    """As many cards as a page of the shop shows, by one SELECT and one small template."""
    with engine.connect() as connection:
        rows = connection.execute(cards).all()
    return render_template("cards.html", rows=rows)


@app.post("/empty")
def empty() -> tuple[str, int]:
    """A POST that does nothing."""
    return "", 204
