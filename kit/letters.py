"""Where letters go out: the addresses of the mail and SMS servers, told once by each process at start-up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Post:
    """How this process sends letters, and the address that stands in them."""

    smtp_url: str
    sms_url: str
    sender: str
    """The From of every mail, e.g. `Someone <post@example.in>`."""
    public_url: str
    """Where links in letters lead, without a closing slash."""


_post: Post | None = None


def use(post: Post) -> None:
    """Say how letters leave this process."""
    global _post
    _post = post


def post() -> Post:
    """How letters leave this process. Raises RuntimeError when nobody has said."""
    if _post is None:
        raise RuntimeError("kit.letters.use() was not called at start-up")
    return _post
