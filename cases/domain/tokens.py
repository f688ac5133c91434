"""Keys of programs: what they may be made for, how long they hold, how they are written."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum

from cases.domain.errors import CaseError

MOST = 20  # tokens of one account that hold at the same time
# How long a token may hold, in days; our choice: a program that nobody renews is forgotten.
DAYS = (7, 30, 90, 365)
IDEMPOTENCY_KEPT = timedelta(hours=48)
LONGEST_KEY = 200
WRITTEN = re.compile(r"^sidang_(?P<prefix>[0-9a-f]{8})_(?P<secret>[A-Za-z0-9_-]{43})$")


class Scope(StrEnum):
    """What a token may be used for; it never opens more than its person may do."""

    READ = "read"
    FILING = "filing"
    REGISTRY = "registry"
    CAPTURE = "capture"
    STATEMENTS = "statements"
    WEBHOOKS = "webhooks"


class TooManyTokens(CaseError):
    """One account has as many tokens as anybody can keep in mind."""

    code = "too_many_tokens"


class NoTokenForGuests(CaseError):
    """A link that lets into one dispute opens nothing for programs."""

    code = "no_token_for_guests"


class KeyUsedOtherwise(CaseError):
    """The same ``Idempotency-Key`` came with another request."""

    code = "idempotency_key_reused"


def write(prefix: str, secret: str) -> str:
    """A token as it is handed out: recognisable to whoever finds it in a file."""
    return f"sidang_{prefix}_{secret}"
