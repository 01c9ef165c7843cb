"""What a picture looks like, in 64 bits: two pictures are alike when few of their bits differ.

Each bit says of two neighbouring patches which is the brighter one (a difference hash: eight rows of nine patches).
Another size, another format, a paler print or a mark in a corner moves few bits or none; another thing before the
lens moves about half of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

SIDE = 8
PATCHES = (SIDE + 1, SIDE)  # columns, rows
ALIKE_BITS = 6  # of 64
BANDS = 4  # of 16 bits: where at most 7 bits differ, one of four bands differs in at most one
PLAIN_STEP = 4  # of 256: patches that differ by less are called equal
PLAIN_BITS = 20  # a picture with fewer telling patches than this is too plain to be recognised
ONE_SIDED_BITS = 6  # and so is one that only grows darker, or only lighter, as a wall beside a window does


def look_of(patches: Sequence[int]) -> int | None:
    """The look of a picture from 72 patches of grey (0 to 255), row by row; None where it is too plain.

    As a whole number of 64 bits with a sign, the way PostgreSQL keeps it. Raises ValueError for another number.
    """
    columns, rows = PATCHES
    if len(patches) != columns * rows:
        raise ValueError("a look is read from 72 patches")
    bits, telling = 0, 0
    for row in range(rows):
        line = patches[row * columns : (row + 1) * columns]
        for left, right in pairwise(line):
            bits = bits << 1 | (left > right)
            telling += abs(left - right) >= PLAIN_STEP
    ones = bits.bit_count()
    plain = telling < PLAIN_BITS or not ONE_SIDED_BITS <= ones <= SIDE * SIDE - ONE_SIDED_BITS
    return None if plain else _signed(bits)


def distance(one: int, other: int) -> int:
    """How many of the 64 bits differ."""
    return ((one ^ other) & (2**64 - 1)).bit_count()


def mirrored(look: int) -> int:
    """The look of the same picture seen in a mirror: each row backwards, each comparison the other way."""
    bits = look & (2**64 - 1)
    turned = 0
    for row in range(SIDE):
        line = bits >> (SIDE * (SIDE - 1 - row)) & 0xFF
        backwards = int(f"{line:08b}"[::-1], 2)
        turned = turned << SIDE | (backwards ^ 0xFF)
    return _signed(turned)


def bands(look: int) -> list[int]:
    """The four 16-bit bands of a look, each with its place in front: what an index holds of it."""
    return [place << 16 | look >> 16 * place & 0xFFFF for place in range(BANDS)]


def probes(look: int) -> list[int]:
    """Every band that a look of at most 7 other bits must share one of: its own, and those one bit away."""
    return [each ^ flip for each in bands(look) for flip in (0, *(1 << bit for bit in range(16)))]


def _signed(bits: int) -> int:
    return bits - 2**64 if bits >= 2**63 else bits
