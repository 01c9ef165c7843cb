"""Keys with which programs come: what they may do, how many there are, what they look like."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum

API_KEYS_MAX = 10  # live ones of one person
API_KEY_NAME_MAX = 60
API_KEY_USE_STEP = timedelta(minutes=5)  # how exactly the last use is noted
API_KEY = re.compile(r"zh_[A-Za-z0-9_-]{43}")
API_KEY_SHOWN = 9  # so many letters of a key stand in lists, to tell it from another


class ApiScope(StrEnum):
    """What a key may do beyond what everybody may; never more than its person may."""

    STOCK_WRITE = "stock:write"
    WORKSHOP_READ = "workshop:read"
