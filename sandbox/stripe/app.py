"""The sandbox as one WSGI application."""

from __future__ import annotations

import json

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from sandbox.stripe.api import api
from sandbox.stripe.controls import controls
from sandbox.stripe.gate import Gate
from sandbox.stripe.pages import pages

MOST_BODY = 1_000_000  # bytes


def create_app(gate: Gate) -> Flask:
    """The API, the hosted pages and the controls behind one gate."""
    app = Flask(
        "sandbox.stripe",
        root_path=__file__.rsplit("/", 1)[0],
        static_folder="static",
        static_url_path="/static",
    )
    app.config["MAX_CONTENT_LENGTH"] = MOST_BODY
    app.config["MAX_FORM_PARTS"] = 5000
    app.jinja_env.filters["inr"] = inr
    app.register_blueprint(api(gate))
    app.register_blueprint(pages(gate))
    app.register_blueprint(controls(gate))

    @app.errorhandler(HTTPException)
    def lost(refusal: HTTPException) -> Response:
        """Whatever the routes do not know, in Stripe's error shape."""
        message = f"Unrecognized request URL ({request.method}: {request.path})."
        if refusal.code != 404:
            message = refusal.description or refusal.name
        body = {"error": {"type": "invalid_request_error", "message": message}}
        return Response(json.dumps(body), refusal.code or 500, mimetype="application/json")

    @app.after_request
    def guarded(answer: Response) -> Response:
        answer.headers.setdefault("Content-Security-Policy", "default-src 'none'; style-src 'self'")
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    return app


def inr(paise: int) -> str:
    """₹1,23,456.00"""
    rupees, rest = divmod(abs(paise), 100)
    digits = str(rupees)
    head, tail = digits[:-3], digits[-3:]
    pairs: list[str] = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    return f"{'-' if paise < 0 else ''}₹{','.join([*pairs, tail])}.{rest:02d}"
