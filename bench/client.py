"""A small load client: so many connections kept alive, each asking again as soon as it is answered."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle

Request = bytes


@dataclass
class Answered:
    """What a burst of requests brought: how many, how fast (seconds each), with which statuses."""

    took_s: float = 0.0
    times_s: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    body_bytes: int = 0

    @property
    def per_s(self) -> float:
        """Answers a second."""
        return len(self.times_s) / self.took_s if self.took_s else 0.0

    def quantile_ms(self, share: float) -> float:
        """The time under which this share of the answers stayed, in milliseconds."""
        ordered = sorted(self.times_s)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0

    @property
    def median_ms(self) -> float:
        """The middle answer's time in milliseconds."""
        return statistics.median(self.times_s) * 1000 if self.times_s else 0.0


def get(path: str, *, cookie: str = "") -> Request:
    """A GET as it goes over the wire."""
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: identity\r\n"
    return (head + (f"Cookie: {cookie}\r\n" if cookie else "") + "\r\n").encode()


def post(path: str, body: str, *, host: str, cookie: str = "") -> Request:
    """A form POST from our own page as it goes over the wire."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body.encode())}\r\n"
    )
    return (head + (f"Cookie: {cookie}\r\n" if cookie else "") + "\r\n" + body).encode()


def burst(port: int, requests: list[Request], *, seconds: float, connections: int = 8) -> Answered:
    """Ask for `seconds`, each connection going round the requests from its own start."""
    return asyncio.run(_burst(port, requests, seconds, connections))


async def _burst(port: int, requests: list[Request], seconds: float, connections: int) -> Answered:
    answered = Answered()
    started = time.perf_counter()
    until = started + seconds
    rounds: list[Callable[[], Iterator[Request]]] = [
        lambda at=at: cycle(requests[at % len(requests) :] + requests[: at % len(requests)])  # type: ignore[misc]
        for at in range(connections)
    ]
    await asyncio.gather(*(_ask(port, each(), until, answered) for each in rounds))
    answered.took_s = time.perf_counter() - started
    return answered


async def _ask(port: int, requests: Iterator[Request], until: float, answered: Answered) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while time.perf_counter() < until:
            sent = time.perf_counter()
            writer.write(next(requests))
            status, size, stays = await _read(reader)
            answered.times_s.append(time.perf_counter() - sent)
            answered.statuses[status] = answered.statuses.get(status, 0) + 1
            answered.body_bytes = max(answered.body_bytes, size)
            if not stays:
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
    finally:
        writer.close()


async def _read(reader: asyncio.StreamReader) -> tuple[int, int, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    status = int(first.split(" ", 2)[1])
    size = int(headers.get("content-length", 0))
    if headers.get("transfer-encoding") == "chunked":
        size = 0
        while chunk := int((await reader.readline()).strip(), 16):
            await reader.readexactly(chunk + 2)
            size += chunk
        await reader.readexactly(2)
    elif size:
        await reader.readexactly(size)
    return status, size, headers.get("connection", "").lower() != "close"
