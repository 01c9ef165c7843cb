"""The gate of the API: the key, the faults that were ordered, idempotency keys, one transaction, the answer.

An idempotency key remembers the first answer once work has begun, failures of the server included, and replays
it. The same key with other parameters is an error; so is the same key while the first ask is still under way.
The answer is written in the transaction of the work itself, so that a crash keeps both or neither.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Response, request

from sandbox.stripe import asks, faults
from sandbox.stripe.events import Post, post_letters
from sandbox.stripe.listing import expand
from sandbox.stripe.refusals import Refused
from sandbox.stripe.shapes import API_VERSION, seen
from sandbox.stripe.store import Body, Book, Store, new_id

MOST_KEY_LENGTH = 255
Deed = Callable[..., Body]
SERVER_ERROR: Body = {
    "error": {"type": "api_error", "message": "An unknown error occurred. (The sandbox was told to fail.)"}
}


@dataclass
class Gate:
    """What every endpoint passes through."""

    store: Store
    post: Post
    secret_key: str
    here: str = field(default="", init=False)

    def pass_through(self, deed: Deed, ids: dict[str, str]) -> Response:
        """Answer one request with one deed."""
        request_id = new_id("req", 14)
        headers = {
            "Request-Id": request_id,
            "Stripe-Version": request.headers.get("Stripe-Version", API_VERSION),
        }
        key = request.headers.get("Idempotency-Key") if request.method != "GET" else None
        if key:
            headers["Idempotency-Key"] = key
        try:
            self.check_key()
            params = asks.nested([*request.args.items(multi=True), *request.form.items(multi=True)])
            if key and len(key) > MOST_KEY_LENGTH:
                raise Refused(
                    400, "idempotency_error", f"Idempotency keys have at most {MOST_KEY_LENGTH} characters."
                )
            if key and (kept := self._claim(key, _fingerprint(params), request_id)):
                status, body, original = kept
                return _answer(
                    status, body, {**headers, "Idempotent-Replayed": "true", "Original-Request": original}
                )
            return self._work(deed, params, ids, key, headers)
        except Refused as refusal:
            return _answer(refusal.status, json.dumps(refusal.body(), ensure_ascii=False), headers)

    def check_key(self) -> None:
        """Refuse whoever does not hold the secret key, as bearer token or as the user of basic authentication."""
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "basic":
            try:
                given = base64.b64decode(given).decode().partition(":")[0]
            except ValueError:
                given = ""
        if not given:
            message = (
                "You did not provide an API key. You need to provide your API key in the Authorization header, "
                "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
            )
            raise Refused(401, "invalid_request_error", message)
        if not hmac.compare_digest(given.encode(), self.secret_key.encode()):
            shown = f"{given[:8]}{'*' * 8}{given[-4:]}" if len(given) > 16 else "*" * len(given)
            raise Refused(401, "invalid_request_error", f"Invalid API Key provided: {shown}")

    def met_faults(self) -> dict[str, Any]:
        """The ordered faults that this request meets; each is used up."""
        with self.store.reading() as book:
            if not faults.standing(book):
                return {}
        with self.store.writing() as book:
            return faults.on_request(book, request.method, request.path)

    def _claim(self, key: str, ask: str, request_id: str) -> tuple[int, str, str] | None:
        """Take the key for this request, or return the kept answer of the first one."""
        with self.store.writing() as book:
            row = book.sql(
                "SELECT ask, running, status, body, request_id FROM answers WHERE key = ?", (key,)
            ).fetchone()
            if row is None:
                book.sql(
                    "INSERT INTO answers VALUES (?, ?, 1, NULL, NULL, ?, ?)",
                    (key, ask, request_id, book.now()),
                )
                return None
            first_ask, running, status, body, original = row
        if first_ask != ask:
            raise Refused(
                400, "idempotency_error",
                "Keys for idempotent requests can only be used with the same parameters they were first used with. "
                f"Try using a key other than '{key}' if you meant to execute a different request.",
            )  # fmt: skip
        if running:
            raise Refused(
                409, "idempotency_error",
                "There is currently another in-progress request using this Idempotent Key (that probably means you "
                f"submitted twice, and the other request is still going through): {key}. Please try again later.",
                code="idempotency_key_in_use",
            )  # fmt: skip
        return status, body, original

    def _work(
        self, deed: Deed, params: asks.Params, ids: dict[str, str], key: str | None, headers: dict[str, str]
    ) -> Response:
        met: dict[str, Any] = {}
        kept = False
        try:
            met = self.met_faults()
            if faults.SLOW in met:
                time.sleep(met[faults.SLOW]["seconds"])
            if faults.FAIL_BEFORE in met:
                status, body = met[faults.FAIL_BEFORE]["status"], json.dumps(SERVER_ERROR)
                if key and met[faults.FAIL_BEFORE]["stored"]:
                    with self.store.writing() as book:
                        _remember(book, key, status, body)
                    kept = True
                return _answer(status, body, headers)
            status, body, kept = self._do(
                deed, params, ids, key, headers["Request-Id"], faults.FAIL_AFTER in met
            )
        finally:
            if key and not kept:
                with self.store.writing() as book:
                    book.sql("DELETE FROM answers WHERE key = ? AND running = 1", (key,))
        if request.method != "GET":
            self.post.ring()
        if faults.DROP_AFTER in met:
            hang_up()
        return _answer(status, body, headers)

    def _do(
        self,
        deed: Deed,
        params: asks.Params,
        ids: dict[str, str],
        key: str | None,
        request_id: str,
        fail_after: bool,
    ) -> tuple[int, str, bool]:
        """Do the deed in one transaction; returns the status, the answer, and whether a key now remembers it."""
        paths = [str(path) for path in asks.listed(params, "expand")]
        params.pop("expand", None)
        opened = self.store.reading() if request.method == "GET" else self.store.writing()
        try:
            with opened as book:
                book.request = {"id": request_id, "idempotency_key": key}
                status = 200
                try:
                    answer = seen(expand(book, deed(book, params, **ids), paths))
                except Refused as refusal:
                    if not refusal.executed:
                        raise
                    status, answer = refusal.status, refusal.body()
                if fail_after:
                    status, answer = 500, SERVER_ERROR
                body = json.dumps(answer, ensure_ascii=False, indent=2)
                if key:
                    _remember(book, key, status, body)
                if request.method != "GET":
                    post_letters(book)
            return status, body, bool(key)
        except Refused:
            raise
        except Exception as bug:
            print(f"sandbox.stripe: {request.method} {request.path}: {bug!r}", file=sys.stderr, flush=True)
            return (
                500,
                json.dumps({"error": {"type": "api_error", "message": "The sandbox itself failed."}}),
                False,
            )


def hang_up() -> None:
    """Cut the line before the answer: the caller cannot know that the work was done."""
    line = request.environ.get("werkzeug.socket")
    if isinstance(line, socket.socket):
        line.shutdown(socket.SHUT_RDWR)


def _remember(book: Book, key: str, status: int, body: str) -> None:
    book.sql("UPDATE answers SET running = 0, status = ?, body = ? WHERE key = ?", (status, body, key))


def _fingerprint(params: asks.Params) -> str:
    ask = json.dumps([request.method, request.path, params], sort_keys=True)
    return hashlib.sha256(ask.encode()).hexdigest()


def _answer(status: int, body: str, headers: dict[str, str]) -> Response:
    answer = Response(body, status, headers, mimetype="application/json")
    if status >= 500:
        answer.headers["Stripe-Should-Retry"] = "false" if "Idempotency-Key" in headers else "true"
    return answer
