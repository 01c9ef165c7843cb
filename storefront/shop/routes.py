"""The shop's contents page: one line for each address."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from storefront.shop import (
    account,
    atlas,
    browse,
    cart,
    checkout,
    compare,
    complaints,
    data,
    listing,
    orders,
    pages,
    pin,
    promises,
    questions,
    registry,
    search,
    wishes,
)

bp = Blueprint("shop", __name__)

# Finding
bp.add_url_rule("/", view_func=browse.home)
bp.add_url_rule("/states", view_func=browse.choose_state)
bp.add_url_rule("/states/<slug>", view_func=browse.state)
bp.add_url_rule("/d/<slug>", view_func=browse.district)
bp.add_url_rule("/crafts", view_func=browse.crafts)
bp.add_url_rule("/crafts/<slug>", view_func=browse.family)
bp.add_url_rule("/search", view_func=search.search)
bp.add_url_rule("/search/suggestions", view_func=search.suggestions)
bp.add_url_rule("/how-results-are-ordered", view_func=search.ordering)
bp.add_url_rule("/makers/<slug>", view_func=browse.maker)
bp.add_url_rule("/p/<slug>", view_func=listing.product)
bp.add_url_rule("/products/<key>", "product_of_district", registry.product)
bp.add_url_rule("/gi/<slug>", view_func=registry.gi_good)
bp.add_url_rule("/clusters", "clusters", registry.all_clusters)
bp.add_url_rule("/clusters/<slug>", view_func=registry.cluster)
bp.add_url_rule("/data/", view_func=data.data)
bp.add_url_rule("/data/datapackage.json", view_func=data.datapackage)
bp.add_url_rule("/data/<name>.csv", view_func=data.data_csv)
bp.add_url_rule("/data/<name>.json", view_func=data.data_json)
bp.add_url_rule("/data/<kind>/<key>.csv", view_func=data.item_csv)
bp.add_url_rule("/data/<kind>/<key>.json", view_func=data.item_json)
bp.add_url_rule("/map", "map", atlas.show)
bp.add_url_rule("/map/<layer>.csv", "map_csv", atlas.layer_csv)
bp.add_url_rule("/map/places.geojson", view_func=atlas.places_geojson)
bp.add_url_rule("/map/<layer>.geojson", "map_geojson", atlas.layer_geojson)

# Buying
bp.add_url_rule("/cart", view_func=cart.cart)
bp.add_url_rule("/cart/lines", view_func=cart.add, methods=["POST"])
bp.add_url_rule("/cart/lines/<int:variant_id>", view_func=cart.change, methods=["POST"])
bp.add_url_rule("/checkout", view_func=checkout.checkout, methods=["GET", "POST"])
bp.add_url_rule("/checkout/place", view_func=checkout.set_place, methods=["POST"])

# An order
bp.add_url_rule("/orders/find", view_func=orders.find_order, methods=["GET", "POST"])
bp.add_url_rule("/orders/find/code", view_func=orders.find_code, methods=["GET", "POST"])
bp.add_url_rule("/orders/<number>", view_func=orders.order)
bp.add_url_rule("/orders/<number>/basket", view_func=orders.again, methods=["POST"])
bp.add_url_rule("/orders/<number>/pay", view_func=orders.pay)
bp.add_url_rule("/orders/<number>/documents/<uuid:document_id>.pdf", view_func=orders.document)
bp.add_url_rule("/orders/<number>/waiting", view_func=orders.waiting)

# Liking, weighing, asking
bp.add_url_rule("/wishes", view_func=wishes.wishes)
bp.add_url_rule("/wishes", "wish", wishes.wish, methods=["POST"])
bp.add_url_rule("/wishes/<uuid:listing_id>/removal", view_func=wishes.unwish, methods=["POST"])
bp.add_url_rule("/compare", "compare", compare.compare)
bp.add_url_rule("/p/<slug>/questions", "questions", questions.questions, methods=["GET", "POST"])
bp.add_url_rule("/questions/<int:question_id>/hiding", "hide_question", questions.hide, methods=["POST"])

# Complaining
FORM = ["GET", "POST"]
bp.add_url_rule(
    "/orders/<number>/parcels/<uuid:parcel_id>/complaint",
    "complain_of_parcel",
    complaints.of_parcel,
    methods=FORM,
)
bp.add_url_rule("/p/<slug>/complaint", "complain_of_listing", complaints.of_listing, methods=FORM)
bp.add_url_rule("/makers/<slug>/complaint", "complain_of_maker", complaints.of_maker, methods=FORM)
bp.add_url_rule("/complaints", "complaints", complaints.find, methods=FORM)
bp.add_url_rule("/complaints/<number>", "complaint", complaints.show)
bp.add_url_rule("/complaints/<number>/notes", "write_of_complaint", complaints.write, methods=["POST"])
bp.add_url_rule("/complaints/<number>/appeal", "appeal_complaint", complaints.ask_again, methods=["POST"])
bp.add_url_rule(
    "/complaints/<number>/withdrawal", "withdraw_complaint", complaints.take_back, methods=["POST"]
)
bp.add_url_rule("/complaints/<number>/photos/<int:photo_id>", "complaint_photo", complaints.photo)

# A buyer's own
bp.add_url_rule("/account", "account", account.account)
bp.add_url_rule("/account/name", view_func=account.rename, methods=["POST"])
bp.add_url_rule("/account/addresses/new", view_func=account.new_address, methods=["GET", "POST"])
bp.add_url_rule("/account/addresses/<int:address_id>", view_func=account.address, methods=["GET", "POST"])
bp.add_url_rule(
    "/account/addresses/<int:address_id>/removal", view_func=account.drop_address, methods=["POST"]
)
bp.add_url_rule("/account/sign-ins/<int:sign_in_id>/end", view_func=account.end_sign_in, methods=["POST"])
bp.add_url_rule("/account/leaving", view_func=account.leaving, methods=["GET", "POST"])
bp.add_url_rule("/account/left", view_func=pages.left)

# Where to
bp.add_url_rule("/pin", view_func=pin.pin, methods=["GET", "POST"])

# Plain words
bp.add_url_rule("/about", view_func=pages.about)
bp.add_url_rule("/fees", view_func=pages.fees)
bp.add_url_rule("/returns", view_func=pages.returns)
bp.add_url_rule("/privacy", view_func=pages.privacy)
bp.add_url_rule("/grievance", view_func=pages.grievance)
bp.add_url_rule("/sitemap", view_func=pages.sitemap)


bp.add_app_template_global(promises.promised)


@bp.app_context_processor
def known_of_the_buyer() -> dict[str, Any]:
    """What the head of every page says of who reads it: where goods shall go."""
    return {"going_to": pin.going_to()}
