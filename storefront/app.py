"""Build the application: one function, top to bottom."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from apiflask import APIFlask
from apiflask.exceptions import HTTPError
from flask import Flask, g, render_template, request
from flask_compress import Compress
from redis import Redis
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException

import kit.db
from config import Config
from kit import keys, letters, log
from kit.errors import Refusal
from storefront import addresses, assets, edge, health, linked, media, words
from storefront.access import login_manager
from storefront.api import openapi, problems

ROOT = Path(__file__).resolve().parent.parent
FACES = ("shop", "door", "workshop", "mall_desk", "district_desk", "admin", "api", "feeds")
UPLOAD_MAX_BYTES = 16 * 1024 * 1024
FORM_MEMORY_MAX_BYTES = 1024 * 1024
FORM_PARTS_MAX = 500


def create_app(config: Config) -> Flask:
    """The web application with all its faces. Raises nothing of its own: settings were checked before."""
    app = APIFlask(  # a Flask that can draw the contract of the programs' face; our own pages and errors stay ours
        "storefront",
        title="Zila Haat",
        version=openapi.VERSION,
        docs_path=None,
        spec_path=None,
        json_errors=False,
        template_folder=str(ROOT / "templates"),
        static_folder=None,  # type: ignore[arg-type]
    )
    app.config.update(settings(config) | openapi.SETTINGS)
    app.extensions["zila_config"] = config
    app.extensions["redis"] = Redis.from_url(config.redis_url, socket_timeout=2, socket_connect_timeout=2)
    Compress(app)  # first, so that it comes last: it packs what the edge has finished
    edge.db.init_app(app)
    edge.set_up(app)
    edge.csrf.init_app(app)
    edge.limiter.init_app(app)
    login_manager.init_app(app)
    with app.app_context():
        kit.db.bind(edge.db.engine)
    keys.use(config.secret_key)
    letters.use(post_of(config))
    words.set_up(app)
    addresses.set_up(app)
    linked.set_up(app)
    assets.set_up(app)
    app.register_blueprint(health.bp)
    app.register_blueprint(media.bp)
    for face in FACES:
        app.register_blueprint(import_module(f"storefront.{face}.routes").bp)
    app.register_error_handler(HTTPException, say_error)
    app.register_error_handler(HTTPError, problems.of_shape)
    app.register_error_handler(Refusal, say_refusal)
    app.register_error_handler(DataError, say_mistaken)
    app.register_error_handler(Exception, say_our_fault)
    app.wsgi_app = edge.LanguagePrefix(app.wsgi_app)  # type: ignore[method-assign]
    return app


def post_of(config: Config) -> letters.Post:
    """How letters leave, and who they say they are from."""
    host = urlsplit(config.public_url).hostname or "localhost"
    return letters.Post(
        smtp_url=config.smtp_url,
        sms_url=config.sms_url,
        sender=f"Zila Haat <post@{host}>",
        public_url=config.public_url,
    )


def settings(config: Config) -> dict[str, Any]:
    """What Flask and its extensions want to be told."""
    stripe_is_real = config.stripe_api_base.startswith("https://api.stripe.com")
    payment_page = "https://checkout.stripe.com" if stripe_is_real else edge.origin_of(config.stripe_api_base)
    return {
        "ENV_NAME": config.env,
        "TESTING": config.env == "test",
        "SECRET_KEY": config.secret_key,
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_size": 8, "max_overflow": 8, "pool_pre_ping": True},
        "SESSION_COOKIE_NAME": "zila_form",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.secure_cookies,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=1),
        "MAX_CONTENT_LENGTH": UPLOAD_MAX_BYTES,
        "MAX_FORM_MEMORY_SIZE": FORM_MEMORY_MAX_BYTES,
        "MAX_FORM_PARTS": FORM_PARTS_MAX,
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 4,
        "COMPRESS_MIMETYPES": [
            "text/html",
            "text/plain",
            "image/svg+xml",
            "application/json",
            "application/problem+json",
            "application/xml",
            "application/atom+xml",
            "application/geo+json",
            "text/csv",
        ],
        "PUBLIC_ORIGIN": edge.origin_of(config.public_url),
        "CSP": edge.content_security_policy(payment_page),
        "WTF_CSRF_CHECK_DEFAULT": False,
        "WTF_CSRF_TIME_LIMIT": 12 * 3600,
        "WTF_CSRF_ENABLED": config.env != "test",
        "WTF_I18N_ENABLED": True,
        "RATELIMIT_ENABLED": config.env != "test",
        "RATELIMIT_STORAGE_URI": config.redis_url,
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": True,
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
        "BABEL_DEFAULT_LOCALE": "en",
    }


def say_error(problem: HTTPException) -> Any:
    """An HTTP error as a page that says what happened and what to do."""
    code = problem.code or 500
    if code < 400:
        return problem.get_response()
    if problems.wanted():
        return problems.of_http(problem)
    headers = [pair for pair in problem.get_headers() if pair[0] in {"Allow", "Retry-After"}]
    return render_template("error.html", code=code, request_id=g.get("request_id")), code, headers


def say_refusal(refusal: Refusal) -> Any:
    """A refusal no view caught: its sentence, on a page of its own, and nothing written."""
    if problems.wanted():
        return problems.of_refusal(refusal)
    sentence = words.refusal(refusal)
    return render_template("error.html", code=409, sentence=sentence, request_id=g.get("request_id")), 409


def say_mistaken(problem: DataError) -> Any:
    """The database would not take a value as it is (a number past all bounds): the request was mistaken."""
    edge.log.info("mistaken_request", problem=type(problem.orig).__name__)
    if problems.wanted():
        return problems.problem(400, detail="A value is out of all bounds.")
    return render_template("error.html", code=400, request_id=g.get("request_id")), 400


def say_our_fault(problem: Exception) -> Any:
    """We were wrong: logged whole, said without a trace."""
    if request.environ.get("werkzeug.debug"):
        raise problem
    edge.db.session.rollback()
    edge.log.exception("our_fault", path=request.path)
    if problems.wanted():
        return problems.problem(500)
    return render_template("error.html", code=500, request_id=g.get("request_id")), 500


def serve(config: Config) -> Flask:
    """The application of a web process: logs set up, the outbox's subscribers known."""
    log.set_up()
    return create_app(config)
