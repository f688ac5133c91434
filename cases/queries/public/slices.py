"""A part of the shelf, as figures are narrowed to it: by commission, year and party."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import QueryDict

from cases.domain.parties import PartyRole
from cases.models import PublicDispute, PublicParty
from cases.queries.public.schedule import Choice
from cases.queries.public.shelves import shelf
from cases.queries.public.stepping import distinct

YEAR = re.compile(r"[0-9]{4}")
LONGEST = 120
# The fields of a part and the parameters of the address that carry them.
PARAMETERS: Mapping[str, str] = MappingProxyType(
    {"commission": "komisi", "year": "tahun", "body": "badan", "organisation": "pemohon"}
)

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Slice:
    """Which disputes are meant; empty fields mean all.

    The year is that of the register number, else that in which the dispute came in. ``body`` is
    the slug of a public body as respondent, ``organisation`` that of an applicant.
    """

    commission: str = ""
    year: int | None = None
    body: str = ""
    organisation: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Slice:
        """Read it from the parameters of an address; nonsense narrows nothing."""
        told = {
            name: query.get(word, "").strip().replace("\x00", "")[:LONGEST]
            for name, word in PARAMETERS.items()
        }
        year = told.pop("year")
        return cls(**told, year=int(year) if YEAR.fullmatch(year) else None)

    @property
    def is_counted(self) -> bool:
        """Whether figures of it are added up as the shelf changes: all, or a commission's."""
        return not (self.year or self.body or self.organisation)

    def query(self, **changes: Any) -> str:
        """The parameters that mean this, some changed."""
        changed = replace(self, **changes)
        told = {word: getattr(changed, name) for name, word in PARAMETERS.items()}
        return urlencode({word: value for word, value in told.items() if value})

    def narrow(self, rows: QuerySet[Row], at: str = "") -> QuerySet[Row]:
        """Those of these rows that are meant; ``at`` leads from a row to its dispute."""
        if self.commission:
            rows = rows.filter(**{f"{at}commission_code": self.commission})
        if self.year:
            rows = rows.filter(**{f"{at}year": self.year})
        sides = ((self.body, PartyRole.RESPONDENT), (self.organisation, PartyRole.APPLICANT))
        for slug, role in sides:
            if slug:
                theirs = shelf(PublicParty).filter(slug=slug, role=role).values("dispute")
                rows = rows.filter(**{f"{at.removesuffix('__') or 'pk'}__in": theirs})
        return rows


@dataclass(frozen=True, slots=True)
class SliceChoices:
    commissions: tuple[Choice, ...]
    years: tuple[Choice, ...]


def slice_choices() -> SliceChoices:
    """What a form offers. Two queries."""
    named = distinct(PublicDispute, "commission_code", beside="commission_short")
    years = distinct(PublicDispute, "year")
    return SliceChoices(
        commissions=tuple(
            Choice(code, name) for code, name in sorted(named, key=lambda one: one[1])
        ),
        years=tuple(Choice(str(year), str(year)) for (year,) in reversed(years)),
    )
