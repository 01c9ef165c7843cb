"""Stylesheets, drawings and small modules: joined, minified, named by their content, compressed once, kept for ever.

There is no build step: this happens when the application starts, into a folder named by the content of all of it, so a
second start (or a second worker) finds it done. Files are served by WhiteNoise in front of the application, with
`Cache-Control: immutable`, from `/static/…` whatever the language prefix of the page.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import rcssmin
from flask import Flask
from whitenoise import WhiteNoise

from people.queries.outlines import drawing
from storefront.icons import icon

SOURCE = Path(__file__).parent / "static"
PREFIX = "/static/"
BUNDLES = {
    "shop.css": ("tokens.css", "shop.css", "shades.css"),
    "console.css": ("tokens.css", "console.css"),
    "print.css": ("tokens.css", "print.css"),
}
JOINED_ONLY = frozenset({"tokens.css", "shades.css"})  # never asked for alone
COMPRESSED = frozenset({".css", ".js", ".svg", ".webmanifest"})
LEAST_WORTH = 200  # bytes; below this, compression only adds
MAX_AGE = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Assets:
    """Where the finished files lie, and the address of each by its plain name."""

    folder: Path
    urls: dict[str, str]

    def url(self, name: str) -> str:
        """The address of a static file from the root, `/static/shop.1a2b3c4d.css`. Raises KeyError."""
        return self.urls[name]

    def serve(self, wsgi_app: Any) -> WhiteNoise:
        """Put the files in front of a WSGI application."""
        return WhiteNoise(
            wsgi_app,
            root=self.folder,
            prefix=PREFIX,
            max_age=MAX_AGE,
            immutable_file_test=lambda path, url: True,
        )


def set_up(app: Flask) -> None:
    """Give templates `asset(name)` and `icon(name)`, and serve the static files in front of the application."""
    made = gather(Path(app.extensions["zila_config"].home))
    app.wsgi_app = made.serve(app.wsgi_app)  # type: ignore[method-assign]
    app.jinja_env.globals.update(asset=made.url, icon=icon)


def gather(home: Path | None = None) -> Assets:
    """Make (or find) the finished files under `home`, or under the machine's temporary folder."""
    contents = _contents()
    finished = {_fingerprinted(name, body): body for name, body in contents.items()}
    urls = {plain: PREFIX + named for plain, named in zip(contents, finished, strict=True)}
    whole = hashlib.sha256("".join(sorted(finished)).encode()).hexdigest()[:16]
    parent = home / "static" if home else Path(tempfile.gettempdir()) / f"zila-haat-static-{os.getuid()}"
    folder = parent / whole
    if not folder.is_dir():
        _write(folder, finished)
    return Assets(folder, urls)


def _contents() -> dict[str, bytes]:
    bodies = {
        path.relative_to(SOURCE).as_posix(): path.read_bytes()
        for path in sorted(SOURCE.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    sheets = {
        name: rcssmin.cssmin("".join(bodies[part].decode() for part in parts)).encode()
        for name, parts in BUNDLES.items()
    }
    bodies = {name: sheets.get(name, body) for name, body in bodies.items() if name not in JOINED_ONLY}
    return {**bodies, "map.svg": drawing()}


def _fingerprinted(name: str, body: bytes) -> str:
    digest = hashlib.sha256(body).hexdigest()[:8]
    return re.sub(r"(\.[^./]+)$", rf".{digest}\1", name)


def _write(folder: Path, finished: dict[str, bytes]) -> None:
    """Write beside, then rename, so that two workers starting together never see half a folder."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    beside.chmod(0o755)
    for name, body in finished.items():
        path = beside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        if path.suffix in COMPRESSED and len(body) >= LEAST_WORTH:
            Path(f"{path}.br").write_bytes(brotli.compress(body, quality=11))
            Path(f"{path}.gz").write_bytes(gzip.compress(body, 9, mtime=0))
    try:
        beside.rename(folder)
    except OSError:  # another worker was first
        shutil.rmtree(beside)
        if not folder.is_dir():
            raise
