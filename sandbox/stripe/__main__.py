"""Start the Stripe sandbox: `python -m sandbox.stripe`.

Environment: PORT (0 picks a free one), STATE_DIR, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, and WEBHOOK_URL
(one address, may be empty). It listens on loopback only and says its address once it does.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from werkzeug.serving import WSGIRequestHandler, make_server

from sandbox.stripe.app import create_app
from sandbox.stripe.due import keep_time
from sandbox.stripe.events import Post
from sandbox.stripe.gate import Gate
from sandbox.stripe.store import Store

BACKLOG = 256  # connections that may wait


class Quiet(WSGIRequestHandler):
    """Says nothing of requests that went well, and nothing of callers who hung up."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's word
        """Only errors are worth a line."""
        if type == "error":
            print(f"sandbox.stripe: {message % args}", file=sys.stderr, flush=True)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """No line for each request."""


def main() -> int:
    """Serve until told to stop; 2 when a setting is wrong, 1 when the port is taken."""
    faults = [
        f"{name} is not set."
        for name in ("STATE_DIR", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET")
        if not os.environ.get(name)
    ]
    port, webhook_url = os.environ.get("PORT", "0"), os.environ.get("WEBHOOK_URL", "")
    if not port.isdigit() or int(port) > 65535:
        faults.append(f"PORT is {port!r}, not a port number.")
    if webhook_url and urlsplit(webhook_url).scheme not in ("http", "https"):
        faults.append(f"WEBHOOK_URL is {webhook_url!r}, not an http address.")
    if faults:
        print(f"sandbox.stripe: {' '.join(faults)}", file=sys.stderr)
        return 2
    store = Store(Path(os.environ["STATE_DIR"]))
    post = Post(store, os.environ["STRIPE_WEBHOOK_SECRET"], webhook_url)
    app = create_app(Gate(store, post, os.environ["STRIPE_SECRET_KEY"]))
    try:
        door = _listening(int(port))
    except OSError as fault:
        print(f"sandbox.stripe: cannot listen on port {port}: {fault.strerror}.", file=sys.stderr)
        return 1
    server = make_server("127.0.0.1", int(port), app, threaded=True, request_handler=Quiet, fd=door.fileno())

    def stop(*_: int | FrameType | None) -> None:
        post.stop()
        threading.Thread(target=server.shutdown, daemon=True).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    post.start()
    keep_time(store, post)
    print(f"sandbox.stripe: listening on http://127.0.0.1:{door.getsockname()[1]}", flush=True)
    server.serve_forever()
    return 0


def _listening(port: int) -> socket.socket:
    """A listening socket of our own making, so that a port in use is one sentence of ours."""
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind(("127.0.0.1", port))
        door.listen(BACKLOG)
    except OSError:
        door.close()
        raise
    return door


if __name__ == "__main__":
    sys.exit(main())
