"""Money: whole paise in a type of its own, so that no float ever gets in or out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from sqlalchemy import BigInteger
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

BASIS_POINTS = 10_000


def half_up(numerator: int, denominator: int) -> int:
    """Divide whole numbers and round halves away from zero (the way of Indian tax documents)."""
    if denominator <= 0:
        raise ValueError("the denominator must be positive")
    quotient, rest = divmod(abs(numerator), denominator)
    rounded = quotient + (2 * rest >= denominator)
    return rounded if numerator >= 0 else -rounded


def largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """Cut `total` by `weights` into whole shares whose sum is exact; ties go to the first.

    Raises ValueError when the weights are empty, negative or all zero.
    """
    whole = sum(weights)
    if whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must be non-negative and sum to more than zero")
    sign, size = (-1, -total) if total < 0 else (1, total)
    shares = [size * weight // whole for weight in weights]
    fractions = [size * weight % whole for weight in weights]
    by_fraction = sorted(range(len(weights)), key=lambda at: (-fractions[at], at))
    for at in by_fraction[: size - sum(shares)]:
        shares[at] += 1
    return [sign * share for share in shares]


class Money(int):
    """An amount in paise. Adds to Money, multiplies by int, refuses floats."""

    __slots__ = ()

    def __new__(cls, paise: int = 0) -> Self:
        """So many paise. Raises TypeError for anything but a whole number."""
        return super().__new__(cls, _whole(paise))

    def __add__(self, other: int) -> Money:
        return Money(int(self) + _whole(other))

    __radd__ = __add__

    def __sub__(self, other: int) -> Money:
        return Money(int(self) - _whole(other))

    def __rsub__(self, other: int) -> Money:
        return Money(_whole(other) - int(self))

    def __mul__(self, times: int) -> Money:
        return Money(int(self) * _whole(times))

    __rmul__ = __mul__

    def __neg__(self) -> Money:
        return Money(-int(self))

    def __abs__(self) -> Money:
        return Money(abs(int(self)))

    def __truediv__(self, other: object) -> Any:
        raise TypeError("money is not divided; use split() or share()")

    def __repr__(self) -> str:
        return f"Money({int(self)})"

    def share(self, basis_points: int) -> Money:
        """This many basis points of the amount, rounded half-up to the paisa."""
        return Money(half_up(int(self) * basis_points, BASIS_POINTS))

    def split(self, weights: Sequence[int]) -> list[Money]:
        """Shares by weight that sum exactly to the amount (largest remainder, ties to the first)."""
        return [Money(share) for share in largest_remainder(int(self), weights)]


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    raise TypeError(f"money works with whole numbers only, not {type(value).__name__}")


class MoneyColumn(TypeDecorator[Money]):
    """One BIGINT of paise."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Paise on their way to the database."""
        return None if value is None else _whole(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Money | None:
        """Paise on their way back."""
        return None if value is None else Money(int(value))
