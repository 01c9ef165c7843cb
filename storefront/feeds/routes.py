"""Every address that is read by machines and made for no program in particular."""

from __future__ import annotations

from flask import Blueprint

from storefront.feeds import atom, card, merchant, sitemaps

bp = Blueprint("feeds", __name__)

bp.add_url_rule("/robots.txt", "robots", sitemaps.robots)
bp.add_url_rule("/sitemap.xml", "index", sitemaps.index)
bp.add_url_rule("/sitemaps/places.xml", "places", sitemaps.places)
bp.add_url_rule("/sitemaps/makers-<int:number>.xml", "makers", sitemaps.makers)
bp.add_url_rule("/sitemaps/goods-<int:number>.xml", "goods", sitemaps.goods)

bp.add_url_rule("/d/<slug>/feed.atom", "district", atom.district)
bp.add_url_rule("/feeds/google.xml", "google", merchant.google)
bp.add_url_rule("/p/<slug>/card.jpg", "card", card.card)
