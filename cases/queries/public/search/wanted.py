"""What somebody looks for, and the address that says it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.db.models import F
from django.http import QueryDict

from cases.domain.search import Asked, Kind, read

LONGEST_QUERY = 200
MOST_VALUES = 50  # of one facet that are heard

# The fields of a search and the parameters of the address that carry them.
PARAMETERS: Mapping[str, str] = MappingProxyType(
    {
        "q": "q",
        "kind": "isi",
        "commission": "komisi",
        "respondent": "termohon",
        "applicant": "pemohon",
        "applicant_kind": "jenis",
        "year": "tahun",
        "phase": "tahap",
        "ground": "alasan",
        "exemption": "pengecualian",
        "disposition": "hasil",
        "days": "lama",
        "regime": "jalur",
        "sort": "urut",
        "page": "hal",
    }
)
FACETS = (
    "commission",
    "respondent",
    "applicant",
    "applicant_kind",
    "phase",
    "disposition",
    "ground",
    "exemption",
    "days",
    "regime",
    "year",
)
# What may be listed instead of disputes, by the word of the address.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "ucapan": Kind.UTTERANCE,
        "pengakuan": Kind.ADMISSION,
        "putusan": Kind.DECISION,
        "dokumen": Kind.DOCUMENT,
    }
)
LATEST = (F("last_event_on").desc(nulls_last=True), "code")
BEST = "sesuai"
ORDERS: Mapping[str, tuple[Any, ...]] = MappingProxyType(
    {
        BEST: LATEST,  # after how well they answer
        "terbaru": LATEST,
        "putusan": (F("decided_on").desc(nulls_last=True), "code"),
        "masuk": (
            F("received_on").desc(nulls_last=True),
            F("year").desc(nulls_last=True),
            "code",
        ),
        "tenggat": (F("due_on").asc(nulls_last=True), "code"),
    }
)
Values = tuple[str, ...]  # of one facet; a dispute that has either of them is found
PAGE = re.compile(r"[0-9]{1,6}")
YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for in the register. Empty fields ask for nothing."""

    q: str = ""
    kind: str = ""
    commission: Values = ()
    respondent: Values = ()
    applicant: Values = ()
    applicant_kind: Values = ()
    year: Values = ()
    phase: Values = ()
    ground: Values = ()
    exemption: Values = ()
    disposition: Values = ()
    days: Values = ()
    regime: Values = ()
    sort: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: QueryDict) -> Search:
        """Read a search from the parameters of an address; nonsense asks for nothing."""
        told = {word: query.get(word, "").strip() for word in ("q", "isi", "urut", "hal")}
        return cls(
            **{name: _values(name, query.getlist(PARAMETERS[name])) for name in FACETS},
            q=told["q"][:LONGEST_QUERY].replace("\0", " ").strip(),
            kind=told["isi"] if told["isi"] in KINDS else "",
            sort=told["urut"] if told["urut"] in ORDERS else "",
            page=max(int(told["hal"]), 1) if PAGE.fullmatch(told["hal"]) else 1,
        )

    @property
    def asked(self) -> Asked:
        """The words, read."""
        return read(self.q)

    @property
    def order(self) -> str:
        """The order in force: the best match for words, else the latest events first."""
        return self.order_of(self.asked)

    def order_of(self, asked: Asked) -> str:
        """The same, for who has read the words already."""
        return self.sort or (BEST if asked else "terbaru")

    @property
    def chosen(self) -> dict[str, Values]:
        """The values in use, by facet."""
        told = {name: getattr(self, name) for name in FACETS}
        return {name: values for name, values in told.items() if values}

    def query(self, **changes: Any) -> str:
        """The parameters of this search with some changed; a change leads to the first page."""
        changed = replace(self, **{"page": 1, **changes})
        told = {
            PARAMETERS[field.name]: getattr(changed, field.name) for field in fields(changed)
        }
        return urlencode({k: v for k, v in told.items() if v and v != 1}, doseq=True)

    def kept(self) -> tuple[tuple[str, str], ...]:
        """What a form of facets has to carry along."""
        return tuple((PARAMETERS[name], getattr(self, name)) for name in ("q", "kind", "sort"))

    def without_facets(self) -> str:
        """The parameters of the same words in the same order, every facet dropped."""
        return self.query(**dict.fromkeys(FACETS, ()))


def _values(name: str, told: Sequence[str]) -> Values:
    found = tuple(dict.fromkeys(value.strip() for value in told if value.strip()))
    sound = (one for one in found if name != "year" or YEAR.fullmatch(one))
    return tuple(islice(sound, MOST_VALUES))
