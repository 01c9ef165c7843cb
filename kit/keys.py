"""Keys: what is derived from the one secret of the installation. Each purpose has a key of its own.

`mac` makes a short proof that cannot be made without the secret; `seal` hides a text at rest and binds it to
its place, so that a sealed text moved to another row does not open.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12
_secret: bytes = b""


def use(secret_key: str) -> None:
    """Say which secret the keys come from; each process calls this once at start-up."""
    global _secret
    _secret = secret_key.encode()


def mac(purpose: str, *parts: str) -> str:
    """A keyed digest in hex, for comparing with `hmac.compare_digest`. Parts cannot run into each other."""
    text = "\x00".join(f"{len(part)}:{part}" for part in parts)
    return hmac.new(_key(purpose), text.encode(), hashlib.sha256).hexdigest()


def key_bytes(purpose: str, *parts: str, size: int) -> bytes:
    """Up to 32 bytes: the same for the same purpose and parts, unguessable without the secret."""
    return bytes.fromhex(mac(purpose, *parts))[:size]


def seal(purpose: str, text: str, *, place: str) -> str:
    """Hide `text` (AES-256-GCM), bound to `place`, e.g. "credentials|<person id>"."""
    nonce = os.urandom(_NONCE_BYTES)
    hidden = AESGCM(_key(purpose)).encrypt(nonce, text.encode(), place.encode())
    return base64.urlsafe_b64encode(nonce + hidden).decode()


def unseal(purpose: str, sealed: str, *, place: str) -> str:
    """The text behind `seal`. Raises cryptography's InvalidTag for another place, purpose or secret."""
    whole = base64.urlsafe_b64decode(sealed)
    opened = AESGCM(_key(purpose)).decrypt(whole[:_NONCE_BYTES], whole[_NONCE_BYTES:], place.encode())
    return opened.decode()


def _key(purpose: str) -> bytes:
    if not _secret:
        raise RuntimeError("kit.keys.use() was not called at start-up")
    return hmac.new(_secret, f"key:{purpose}".encode(), hashlib.sha256).digest()
