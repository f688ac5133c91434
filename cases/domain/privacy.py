"""What somebody may ask about data that are about them (UU 27/2022), and until when.

Rights, hours and what stays are rows of ``data/privacy.toml``. A limit that has passed is told
and refuses nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from cases.domain.errors import CaseError

PROVED_WITHIN = timedelta(days=2)  # an address that nobody proves is kept no longer
AN_HOUR = 3  # letters to one address
MOST_OPEN = 10  # requests of one account that wait; the registry reads each of them
LONGEST = 4000  # letters of a request and of a reason


class Asked(StrEnum):
    """What is asked for."""

    ACCESS = "access"
    CORRECTION = "correction"
    ERASURE = "erasure"
    OBJECTION = "objection"


class Answer(StrEnum):
    """How a request was decided."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class PrivacyRequestUnknown(CaseError):
    """The link belongs to no request, or came too late."""

    code = "privacy_request_unknown"


class TooManyPrivacyRequests(CaseError):
    """So many of one account wait already."""

    code = "too_many_privacy_requests"


class PrivacyDecided(CaseError):
    """It has been decided already; a decision is not written over."""

    code = "privacy_decided"


class PrivacyReasonMissing(CaseError):
    """A decision is told with its reason."""

    code = "privacy_reason_missing"


@dataclass(frozen=True, slots=True)
class DataRight:
    """One right and its limit, in clock hours after the request was received."""

    code: str
    id: str
    en: str
    known: bool
    hours: int
    article: str
    confidence: str
    source: str

    def due_at(self, received_at: datetime) -> datetime:
        """The instant by which the answer is owed; an hour is an hour on any day."""
        return received_at + timedelta(hours=self.hours)


@dataclass(frozen=True, slots=True)
class Stays:
    """What stays whatever is asked, and why."""

    code: str
    id: str
    en: str
    article: str
    confidence: str


@cache
def data_rights() -> Mapping[str, DataRight]:
    """Every right of the table, by code."""
    rows = _table()["right"]
    return MappingProxyType({code: DataRight(code=code, **row) for code, row in rows.items()})


@cache
def what_stays() -> tuple[Stays, ...]:
    """What no erasure touches, in the order of the table."""
    return tuple(Stays(code=code, **row) for code, row in _table()["stays"].items())


def check_reason(reason: str) -> str:
    """The reason in one piece.

    Raises:
        PrivacyReasonMissing: there is none.
    """
    told = reason.strip()[:LONGEST]
    if not told:
        raise PrivacyReasonMissing("Tuliskan alasannya; pemohon membacanya.")
    return told


def _table() -> dict[str, Any]:
    file = resources.files("cases.domain.data").joinpath("privacy.toml")
    return tomllib.loads(file.read_text("utf-8"))
