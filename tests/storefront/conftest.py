"""A browser without a browser: the whole application on the test's own transaction, rolled back after the test."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.serving import WSGIRequestHandler, make_server

import kit.db
from config import Config
from kit import keys, letters
from storefront import edge
from storefront.app import create_app, post_of

_built: dict[str, Flask] = {}


@pytest.fixture
def app(config: Config, session: Session) -> Flask:
    """The application; what a request commits, `session` sees (after `session.expire_all()`), and nobody else.

    Built once for each worker, as building takes a second; the settings of the first test stand.
    """
    app = _built.get(config.database_url) or _build(config)
    keys.use(config.secret_key)
    letters.use(post_of(config))
    edge.db._app_engines[app][None] = session.connection()  # type: ignore[assignment]
    return app


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """The application on a port, for a real browser; one request at a time: they share the test's transaction."""
    server = make_server("127.0.0.1", 0, app, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A guest's browser, which says that its forms are our own."""
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


def _build(config: Config) -> Flask:
    usual = dict(kit.db._factory.kw)
    app = _built[config.database_url] = create_app(config)
    kit.db._factory.kw.clear()
    kit.db._factory.kw.update(usual)
    with app.app_context():
        edge.db.engine.dispose()
    edge.db.session.session_factory.configure(join_transaction_mode="create_savepoint")
    return app
