"""Reading what was asked: Stripe's form encoding, with brackets for nesting, and checks on single values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from sandbox.stripe.refusals import invalid, param_missing, param_unknown

LEAST_PAISE = 50  # ₹0.50, Stripe's least charge in rupees
MOST_PAISE = 99_999_999  # eight digits, as the API reference says of `amount`
METADATA_KEYS, METADATA_KEY_LENGTH, METADATA_VALUE_LENGTH = 50, 40, 500

Params = dict[str, Any]


def nested(pairs: Iterable[tuple[str, str]]) -> Params:
    """Turn `a[b][0][c]=x` pairs into nested dicts and lists, as Stripe reads them."""
    tree: Params = {}
    for key, value in pairs:
        name, _, rest = key.partition("[")
        steps = [name, *re.findall(r"\[?([^\[\]]*)\]", rest)] if rest else [name]
        _put(tree, steps, value)
    return {name: _listed(value) for name, value in tree.items()}


def _put(tree: Params, steps: list[str], value: str) -> None:
    here = tree
    for step, following in pairwise(steps):
        here = here.setdefault(step or str(len(here)), {})
        if not isinstance(here, dict):
            raise invalid(f"Invalid parameter nesting at {following or step}", param=steps[0])
    here[steps[-1] or str(len(here))] = value


def _listed(value: Any) -> Any:
    """A dict whose keys are 0, 1, 2 … is a list."""
    if not isinstance(value, dict):
        return value
    inside = {name: _listed(item) for name, item in value.items()}
    if inside and all(name.isdigit() for name in inside):
        return [inside[name] for name in sorted(inside, key=int)]
    return inside


def only(params: Params, known: Iterable[str], within: str = "") -> None:
    """Refuse the first parameter that is not known here."""
    allowed = set(known)
    for name in params:
        if name not in allowed:
            raise param_unknown(f"{within}[{name}]" if within else name)


def text(params: Params, name: str, *, required: bool = False, most: int = 5000) -> str | None:
    """A string, or None when it was left out or emptied."""
    value = params.get(name)
    if value is None or value == "":
        if required:
            raise param_missing(name)
        return None
    if not isinstance(value, str):
        raise invalid(f"Invalid string: {value}", param=name)
    if len(value) > most:
        raise invalid(f"Invalid string: the maximum length is {most}.", param=name)
    return value


def whole(params: Params, name: str, *, required: bool = False) -> int | None:
    """A whole number."""
    value = params.get(name)
    if value is None or value == "":
        if required:
            raise param_missing(name)
        return None
    if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]{1,15}", value):
        raise invalid(f"Invalid integer: {value}", param=name, code="parameter_invalid_integer")
    return int(value)


def flag(params: Params, name: str) -> bool | None:
    """A boolean, or None when it was left out."""
    value = params.get(name)
    if value is None or value == "":
        return None
    if value not in ("true", "false"):
        raise invalid(f"Invalid boolean: {value}", param=name)
    return bool(value == "true")


def branch(params: Params, name: str) -> Params:
    """A nested hash; empty when it was left out."""
    value = params.get(name)
    if value is None or value == "":
        return {}
    if not isinstance(value, dict):
        raise invalid("Invalid object", param=name)
    return value


def listed(params: Params, name: str) -> list[Any]:
    """A list; empty when it was left out."""
    value = params.get(name)
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def metadata(params: Params, name: str = "metadata") -> dict[str, str]:
    """Key-value pairs within Stripe's limits: 50 keys of 40 characters, values of 500."""
    pairs = branch(params, name)
    if len(pairs) > METADATA_KEYS:
        raise invalid(f"Metadata may hold at most {METADATA_KEYS} keys.", param=name)
    for key, value in pairs.items():
        if not isinstance(value, str):
            raise invalid("Metadata values must be strings.", param=f"{name}[{key}]")
        if len(key) > METADATA_KEY_LENGTH or len(value) > METADATA_VALUE_LENGTH:
            raise invalid(
                f"Metadata keys have at most {METADATA_KEY_LENGTH} characters and values {METADATA_VALUE_LENGTH}.",
                param=f"{name}[{key}]",
            )
    return dict(pairs)


def rupees(params: Params, name: str = "currency") -> str:
    """The currency, which must be INR."""
    value = text(params, name, required=True)
    if (value or "").lower() != "inr":
        raise invalid(f"Invalid currency: {value}. This sandbox knows only inr.", param=name)
    return "inr"


def charge_amount(amount: int, param: str) -> int:
    """An amount in paise between Stripe's least and most."""
    if amount < LEAST_PAISE:
        raise invalid("Amount must be at least ₹0.50 inr", param=param, code="amount_too_small")
    if amount > MOST_PAISE:
        raise invalid("Amount must be no more than ₹999,999.99", param=param, code="amount_too_large")
    return amount
