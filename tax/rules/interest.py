"""Interest owed to a micro or small maker who is paid late (MSMED Act 2006 s.15 to 17, E1)."""

from __future__ import annotations

from kit.money import Money, half_up

TIMES_BANK_RATE = 3
YEAR_DENOMINATOR = 10_000 * 365


def late_payment_interest(principal: int | Money, *, days_late: int, bank_rate_bp: int) -> Money:
    """Compound interest in paise at three times the bank rate, with monthly rests, rounded once at the end.

    Every thirty days are a month; the days left over bear simple interest on the compounded sum.
    """
    months, days = divmod(days_late, 30)
    yearly_bp = TIMES_BANK_RATE * bank_rate_bp
    numerator = int(principal) * (120_000 + yearly_bp) ** months * (YEAR_DENOMINATOR + yearly_bp * days)
    denominator = 120_000**months * YEAR_DENOMINATOR
    return Money(half_up(numerator - int(principal) * denominator, denominator))
