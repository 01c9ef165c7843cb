"""The inbox over HTTP: the door for SMS, the page that shows everything, and JSON for tests."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

from flask import Flask, Response, abort, make_response, render_template, request

from sandbox.inbox.sms import parts, read_sms
from sandbox.inbox.store import Inbox

POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'self'"
)
# Shown mail may use its own styles, but runs nothing and loads nothing.
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
INDIAN_TIME = timezone(timedelta(hours=5, minutes=30))


def create_app(inbox: Inbox) -> Flask:
    """The inbox's HTTP side."""
    app = Flask(
        "sandbox.inbox",
        root_path=__file__.rsplit("/", 1)[0],
        static_folder="static",
        static_url_path="/static",
    )
    app.config["MAX_CONTENT_LENGTH"] = 100_000
    app.jinja_env.filters["clock"] = _clock

    @app.after_request
    def guarded(answer: Response) -> Response:
        answer.headers.setdefault("Content-Security-Policy", POLICY)
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    @app.get("/health")
    def health() -> Response:
        return _json({"ok": True})

    @app.post("/sms")
    def take_sms() -> Response:
        sms, faulty = read_sms(request.get_json(force=True, silent=True))
        if sms is None:
            return _json({"error": " ".join(faulty)}, 400)
        number, again = inbox.take(
            "sms",
            message_id=sms.message_id,
            to=[sms.to],
            sender=sms.sender,
            subject="",
            text=sms.text,
            html="",
            detail={"template_id": sms.template_id, "parts": parts(sms.text)},
        )
        return _json({"id": number, "duplicate": again}, 200 if again else 201)

    @app.get("/")
    def front() -> str:
        asked = {name: request.args.get(name, "").strip()[:200] for name in ("to", "kind", "q")}
        found = inbox.list(to=asked["to"], kind=asked["kind"], words=asked["q"])
        return render_template("inbox.html", messages=found, asked=asked)

    @app.get("/messages/<int:number>")
    def show(number: int) -> str:
        return render_template("message.html", message=inbox.one(number) or abort(404))

    @app.get("/messages/<int:number>/html")
    def shown_html(number: int) -> Response:
        message = inbox.one(number) or abort(404)
        answer = make_response(message.html or abort(404))
        answer.headers["Content-Security-Policy"] = MAIL_POLICY
        return answer

    @app.get("/api/messages")
    def listed() -> Response:
        after = request.args.get("after", "0")
        found = inbox.list(
            to=request.args.get("to", ""),
            kind=request.args.get("kind", ""),
            words=request.args.get("q", ""),
            after=int(after) if after.isdigit() else 0,
        )
        return _json({"messages": [message.as_json() for message in found]})

    @app.delete("/api/messages")
    def clear() -> Response:
        inbox.clear()
        return _json({"ok": True})

    return app


def _clock(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(INDIAN_TIME):%d %b, %H:%M:%S}"


def _json(body: Any, status: int = 200) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), status, mimetype="application/json")
