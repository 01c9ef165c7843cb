"""Every setting of Zila Haat, typed, with its meaning; read from the environment once.

Besides the front door (`bin/`) nothing else reads the environment: `wsgi.py` and `worker.py` call
`Config.from_env()` and hand the result on. `make run` gives each process its settings; docs/operating.md
describes them for an operator.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

Env = Literal["development", "test", "production"]

STRIPE = "https://api.stripe.com"
SECRET_KEY_LENGTH_MIN = 32

# Secrets that `make run` invents for a demo carry these marks, so that production can tell and refuse them.
DEMO_MARK = "demo-"
DEMO_STRIPE_KEY = "sk_test_demo"
DEMO_WEBHOOK_SECRET = "whsec_demo"  # noqa: S105 -- the mark of a demo secret, not a secret
TEST_STRIPE_KEYS = ("sk_test_", "rk_test_")


class ConfigError(Exception):
    """The settings do not do; `faults` lists every one of them, a sentence each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class Config:
    """The settings of one process. Frozen: a process that wants others is started again."""

    env: Env
    """ZILA_ENV: `development`, `test` or `production`; production refuses demo secrets and demo people."""
    port: int
    """PORT: the loopback port the web server answers on; 8000 if not set."""
    home: Path
    """ZILA_HOME: the folder of all state (uploads, embedded databases); `var` in the checkout if not set."""
    database_url: str
    """DATABASE_URL: the PostgreSQL database (15 or newer), as `postgresql://…`."""
    redis_url: str
    """REDIS_URL: the Redis or Valkey that queues, caches and limits, as `redis://…` or `rediss://…`."""
    secret_key: str
    """SECRET_KEY: at least 32 characters that sign sessions and codes; to know it is to be anybody."""
    public_url: str
    """PUBLIC_URL: the address people see, without a closing slash; letters and payments link to it."""
    stripe_api_base: str
    """STRIPE_API_BASE: where Stripe is spoken to; the real one if not set, the sandbox under `make run`."""
    stripe_secret_key: str
    """STRIPE_SECRET_KEY: the secret key of the Stripe account that takes the money."""
    stripe_webhook_secret: str
    """STRIPE_WEBHOOK_SECRET: what Stripe signs its webhooks with (`whsec_…`)."""
    smtp_url: str
    """SMTP_URL: the mail server, as `smtp://user:password@host:port` or `smtps://…`."""
    sms_url: str
    """SMS_URL: where a text message is POSTed to be sent, as `http://…` or `https://…`."""

    @property
    def demo_people(self) -> bool:
        """Whether the people of the demo world may be here: everywhere but in production."""
        return self.env != "production"

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies are kept to https: whenever people reach us by it."""
        return self.public_url.startswith("https://")

    @property
    def uploads(self) -> Path:
        """The folder of uploaded pictures and their renditions."""
        return self.home / "media"

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Config:
        """Read the settings from the environment; raise one `ConfigError` that lists all that is wrong."""
        reading = _Reading(os.environ if environ is None else environ)
        env = reading.env()
        live = env == "production"
        port = reading.port()
        web = ["https"] if live else ["https", "http"]
        here = "" if live else f"http://127.0.0.1:{port}"
        config = cls(
            env=env,
            port=port,
            home=Path(reading.text("ZILA_HOME", "var")).absolute(),
            database_url=reading.url("DATABASE_URL", "postgresql", "postgresql+psycopg"),
            redis_url=reading.url("REDIS_URL", "redis", "rediss"),
            secret_key=reading.secret("SECRET_KEY", _key_faults if live else _short_key_faults),
            public_url=reading.url("PUBLIC_URL", *web, default=here).rstrip("/"),
            stripe_api_base=reading.url("STRIPE_API_BASE", "https", "http", default=STRIPE).rstrip("/"),
            stripe_secret_key=reading.secret("STRIPE_SECRET_KEY", _stripe_key_faults if live else None),
            stripe_webhook_secret=reading.secret("STRIPE_WEBHOOK_SECRET", _webhook_faults if live else None),
            smtp_url=reading.url("SMTP_URL", "smtp", "smtps"),
            sms_url=reading.url("SMS_URL", "https", "http"),
        )
        if reading.faults:
            raise ConfigError(reading.faults)
        return config


class _Reading:
    """Reads one setting after the other and remembers what was wrong, so that all of it is said at once."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self.environ.get(name, "").strip() or default

    def env(self) -> Env:
        value = self.text("ZILA_ENV", "development")
        for known in get_args(Env):
            if value == known:
                return known  # type: ignore[no-any-return]
        self.faults.append(f"ZILA_ENV is {value!r}; it must be one of {', '.join(get_args(Env))}.")
        return "production"  # the strictest reading of the rest

    def port(self) -> int:
        value = self.text("PORT", "8000")
        if value.isascii() and value.isdigit() and 1 <= int(value) <= 65535:
            return int(value)
        self.faults.append(f"PORT is {value!r}; it must be a whole number from 1 to 65535.")
        return 8000

    def url(self, name: str, *schemes: str, default: str = "") -> str:
        value = self.text(name, default)
        spoken = " or ".join(f"{scheme}://…" for scheme in schemes)
        if not value:
            self.faults.append(f"{name} is missing; it must be an address like {spoken}.")
            return value
        try:
            parts = urlsplit(value)
            whole = parts.scheme in schemes and (parts.netloc or parts.path) and parts.port != 0
        except ValueError:
            whole = False
        if not whole:  # the value may hold a password, so it is not repeated here
            self.faults.append(f"{name} cannot be understood; it must be an address like {spoken}.")
        return value

    def secret(self, name: str, faults_of: Callable[[str, str], str | None] | None) -> str:
        value = self.text(name)
        if not value:
            self.faults.append(f"{name} is missing.")
        elif faults_of is not None and (fault := faults_of(name, value)):
            self.faults.append(fault)
        return value


def _short_key_faults(name: str, value: str) -> str | None:
    if len(value) < SECRET_KEY_LENGTH_MIN:
        return f"{name} is too short; it must have at least {SECRET_KEY_LENGTH_MIN} characters."
    return None


def _key_faults(name: str, value: str) -> str | None:
    if value.startswith(DEMO_MARK):
        return f"{name} is a demo secret; production needs one of its own."
    return _short_key_faults(name, value)


def _stripe_key_faults(name: str, value: str) -> str | None:
    if value.startswith(DEMO_STRIPE_KEY):
        return f"{name} is a demo secret; production needs the key of its Stripe account."
    if value.startswith(TEST_STRIPE_KEYS):
        return f"{name} is a test key, with which goods would go out unpaid; production needs a live one."
    return None


def _webhook_faults(name: str, value: str) -> str | None:
    if value.startswith(DEMO_WEBHOOK_SECRET):
        return f"{name} is a demo secret; production needs the one Stripe shows for its webhook."
    return None
