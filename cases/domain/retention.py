"""For how long classes of personal data are kept: a table of data, each row with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from types import MappingProxyType

IDENTITY_PAPER = "identity_paper"
WEBHOOK_DELIVERY = "webhook_delivery"


@dataclass(frozen=True, slots=True)
class Retention:
    """One class; ``days`` are calendar days after the local day of the trigger."""

    code: str
    id: str
    en: str
    days: int
    trigger: str
    automatic: bool
    article: str
    confidence: str
    source: str

    def due_on(self, since: date) -> date:
        """The first day on which it is no longer kept."""
        return since + timedelta(days=self.days)


@cache
def classes() -> Mapping[str, Retention]:
    """Every class of the table."""
    text = resources.files("cases.domain.data").joinpath("retention.toml").read_text("utf-8")
    rows = tomllib.loads(text)
    return MappingProxyType({code: Retention(code=code, **row) for code, row in rows.items()})
