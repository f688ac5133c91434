"""What every part of the loader is given, and how the data files are read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import resources
from typing import Any

from cases.models import (
    Commission,
    Dispute,
    Hearing,
    InformationItem,
    Organisation,
    Participant,
    Person,
    PublicBody,
    Utterance,
)
from cases.services.journal import Actor
from cases.services.parties import Said

ACTOR = Actor.system("peragaan")
REVIEWER = Actor.system("pemeriksa peragaan")
PREFIX = "yakin-"  # source keys of the family, so that other files may use the same short names


@dataclass(slots=True)
class Loading:
    """The rows made so far, by the keys of the data file."""

    now: datetime
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    bodies: dict[str, PublicBody] = field(default_factory=dict)
    disputes: dict[str, Dispute] = field(default_factory=dict)
    participants: dict[tuple[str, str], Participant] = field(default_factory=dict)
    items: dict[str, InformationItem] = field(default_factory=dict)
    hearings: dict[str, Hearing] = field(default_factory=dict)
    utterances: dict[str, Utterance] = field(default_factory=dict)
    commission: Commission | None = None

    @property
    def kip(self) -> Commission:
        """The commission of the family."""
        if self.commission is None:
            raise LookupError("the commission is loaded first")
        return self.commission

    @property
    def by(self) -> dict[str, Any]:
        """Who acts and when, as every service wants it."""
        return {"actor": ACTOR, "now": self.now}

    def all_disputes(self, registers: Sequence[str]) -> list[Dispute]:
        """The disputes of some registers; all of them when none is named."""
        return [self.disputes[key] for key in registers or self.disputes]


def read(name: str) -> dict[str, Any]:
    """One data file of the demonstration."""
    file = resources.files("cases.management.demo.data").joinpath(name)
    return tomllib.loads(file.read_text("utf-8"))


def said(row: Mapping[str, Any], *, note: str = "") -> Said:
    """Where a row of the family file was found, and how sure it is."""
    keys = [f"{PREFIX}{key}" for key in row.get("source", [])]
    told = [row.get("confidence_note", ""), note]
    return Said(keys, row.get("confidence", ""), ". ".join(t for t in told if t))
