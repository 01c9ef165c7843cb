"""Start the inbox: `python -m sandbox.inbox`.

Environment: PORT (the page, and POST /sms), SMTP_PORT, STATE_DIR. A port of 0 picks a free one.
It listens on loopback only and says its addresses once it does.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from pathlib import Path
from types import FrameType

from werkzeug.serving import WSGIRequestHandler, make_server

from sandbox.inbox.letters import letterbox
from sandbox.inbox.pages import create_app
from sandbox.inbox.store import Inbox

BACKLOG = 256  # connections that may wait


class Quiet(WSGIRequestHandler):
    """Says nothing of requests that went well."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's word
        """Only errors are worth a line."""
        if type == "error":
            print(f"sandbox.inbox: {message % args}", file=sys.stderr, flush=True)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """No line for each request."""


def main() -> int:
    """Serve until told to stop; 2 when a setting is wrong, 1 when a port is taken."""
    faults = []
    ports = {name: os.environ.get(name, "0") for name in ("PORT", "SMTP_PORT")}
    for name, port in ports.items():
        if not port.isdigit() or int(port) > 65535:
            faults.append(f"{name} is {port!r}, not a port number.")
    if not os.environ.get("STATE_DIR"):
        faults.append("STATE_DIR is not set.")
    if faults:
        print(f"sandbox.inbox: {' '.join(faults)}", file=sys.stderr)
        return 2
    inbox = Inbox(Path(os.environ["STATE_DIR"]))
    smtp_port = int(ports["SMTP_PORT"]) or _free_port()
    letters = letterbox(inbox, smtp_port)
    try:
        door = _listening(int(ports["PORT"]))
        letters.start()
    except OSError as fault:
        print(
            f"sandbox.inbox: cannot listen on ports {ports['PORT']} and {smtp_port}: {fault}.",
            file=sys.stderr,
        )
        return 1
    server = make_server(
        "127.0.0.1",
        int(ports["PORT"]),
        create_app(inbox),
        threaded=True,
        request_handler=Quiet,
        fd=door.fileno(),
    )

    def stop(*_: int | FrameType | None) -> None:
        threading.Thread(target=server.shutdown, daemon=True).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(
        f"sandbox.inbox: listening on http://127.0.0.1:{door.getsockname()[1]} and smtp://127.0.0.1:{smtp_port}",
        flush=True,
    )
    server.serve_forever()
    letters.stop()
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


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
