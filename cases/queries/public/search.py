"""Finding disputes in the register: words, register numbers as people type them, facets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.http import QueryDict

from cases.domain import numbering
from cases.domain.parties import PartyRole
from cases.domain.publication.folding import fold
from cases.models import PublicDispute, PublicHearingPlace, PublicParty, PublicUtterance
from cases.queries.public.shelves import shelf

PER_PAGE = 20
SPOKEN_PER_HIT = 2
LONGEST_QUERY = 200

# The fields of a search and the parameters of the address that carry them.
PARAMETERS: Mapping[str, str] = MappingProxyType(
    {
        "q": "q",
        "commission": "komisi",
        "respondent": "termohon",
        "applicant": "pemohon",
        "applicant_kind": "jenis",
        "year": "tahun",
        "phase": "tahap",
        "disposition": "hasil",
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
    "regime",
    "year",
)
Values = tuple[str, ...]  # of one facet; a dispute that has either of them is found
PAGE = re.compile(r"[0-9]{1,6}")
YEAR = re.compile(r"[0-9]{4}")
# The vocabulary group in which a facet's codes have their words; other facets bring labels.
GROUPS: Mapping[str, str] = MappingProxyType(
    {name: name for name in ("applicant_kind", "disposition", "phase", "regime")}
)
ORDERS: Mapping[str, tuple[Any, ...]] = MappingProxyType(
    {
        "sesuai": ("rank", F("last_event_on").desc(nulls_last=True), "code"),
        "terbaru": (F("last_event_on").desc(nulls_last=True), "code"),
        "putusan": (F("decided_on").desc(nulls_last=True), "code"),
        "masuk": (
            F("received_on").desc(nulls_last=True),
            F("year").desc(nulls_last=True),
            "code",
        ),
        "tenggat": (F("due_on").asc(nulls_last=True), "code"),
    }
)


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for in the register. Empty fields ask for nothing."""

    q: str = ""
    commission: Values = ()
    respondent: Values = ()
    applicant: Values = ()
    applicant_kind: Values = ()
    year: Values = ()
    phase: Values = ()
    disposition: Values = ()
    regime: Values = ()
    sort: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: QueryDict) -> Search:
        """Read a search from the parameters of an address; nonsense asks for nothing."""
        told = {word: query.get(word, "").strip() for word in ("q", "urut", "hal")}
        return cls(
            **{name: _values(name, query.getlist(PARAMETERS[name])) for name in FACETS},
            q=told["q"][:LONGEST_QUERY],
            sort=told["urut"] if told["urut"] in ORDERS else "",
            page=max(int(told["hal"]), 1) if PAGE.fullmatch(told["hal"]) else 1,
        )

    @property
    def order(self) -> str:
        """The order in force: the best match for words, else the latest events first."""
        return self.sort or ("sesuai" if self.words else "terbaru")

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words that are looked for."""
        return tuple(fold(self.q).split())

    def query(self, **changes: Any) -> str:
        """The parameters of this search with some changed; a change leads to the first page."""
        changed = replace(self, **{"page": 1, **changes})
        told = {
            PARAMETERS[field.name]: getattr(changed, field.name) for field in fields(changed)
        }
        return urlencode({k: v for k, v in told.items() if v and v != 1}, doseq=True)

    def kept(self) -> tuple[tuple[str, str], ...]:
        """What a form of facets has to carry along."""
        return ((PARAMETERS["q"], self.q), (PARAMETERS["sort"], self.sort))

    def without_facets(self) -> str:
        """The parameters of the same words in the same order, every facet dropped."""
        return self.query(**dict.fromkeys(FACETS, ()))


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet; ``query`` chooses it, or drops it when it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A property by which the register is divided. ``group``: where its codes have words."""

    name: str
    parameter: str
    group: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A dispute that was found, and released turns in which the words stand."""

    dispute: PublicDispute
    spoken: tuple[PublicUtterance, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A page of the register."""

    search: Search
    total: int
    pages: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]

    @property
    def first(self) -> int:
        """The place of the first hit on this page, 0 when there is none."""
        return (self.search.page - 1) * PER_PAGE + 1 if self.hits else 0

    @property
    def last(self) -> int:
        return self.first + len(self.hits) - 1 if self.hits else 0

    @property
    def chosen(self) -> tuple[tuple[Facet, FacetValue], ...]:
        """The filters in use, each with the query that drops it."""
        return tuple(
            (facet, value) for facet in self.facets for value in facet.values if value.is_chosen
        )

    @property
    def previous_query(self) -> str | None:
        page = self.search.page
        return self.search.query(page=page - 1) if page > 1 else None

    @property
    def next_query(self) -> str | None:
        page = self.search.page
        return self.search.query(page=page + 1) if page < self.pages else None


def _values(name: str, told: Sequence[str]) -> Values:
    found = tuple(dict.fromkeys(value.strip() for value in told if value.strip()))
    return tuple(one for one in found if name != "year" or YEAR.fullmatch(one))


def find(search: Search) -> Results:
    """A page of the disputes that match, with the facets of all that do. Four queries."""
    found = _matching(search)
    total = found.count()
    pages = max(-(-total // PER_PAGE), 1)
    search = replace(search, page=min(search.page, pages))
    start = (search.page - 1) * PER_PAGE
    ordered = _ranked(found, search).order_by(*ORDERS[search.order])
    rows = list(ordered.defer("body", "search_text")[start : start + PER_PAGE])
    spoken = _spoken(search, [row.code for row in rows])
    return Results(
        search=search,
        total=total,
        pages=pages,
        hits=tuple(Hit(row, tuple(spoken.get(row.code, ()))) for row in rows),
        facets=_facets(search),
    )


def _matching(search: Search, without: str = "") -> QuerySet[PublicDispute]:
    """The disputes that match; ``without`` leaves one facet aside, for its own counts."""
    found = shelf(PublicDispute)
    for name in ("commission", "applicant_kind", "year", "phase", "disposition", "regime"):
        values = getattr(search, name)
        if values and name != without:
            column = "commission_code" if name == "commission" else name
            found = found.filter(**{f"{column}__in": values})
    for name, role in _SIDES.items():
        values = getattr(search, name)
        if values and name != without:
            party = shelf(PublicParty).filter(
                dispute=OuterRef("pk"), role=role, slug__in=values
            )
            found = found.filter(Exists(party))
    return found.filter(_told(search)) if search.words else found


_SIDES = {"respondent": PartyRole.RESPONDENT, "applicant": PartyRole.APPLICANT}


def _told(search: Search) -> Q:
    """Where the words stand: in the number, in the dispute, or in a released turn."""
    said = shelf(PublicUtterance).filter(
        _all_words("search_text", search), hearing__places__dispute=OuterRef("pk")
    )
    return _all_words("search_text", search) | _numbered(search) | Q(Exists(said))


def _numbered(search: Search) -> Q:
    """The words as a register number, where they can be one."""
    if not numbering.looks_like(search.q):
        return Q(pk__in=[])
    return _all_words("numbers_text", search)


def _all_words(column: str, search: Search) -> Q:
    """Every word from its beginning.

    Of what looks like a number every piece as a whole: II is not found in III.
    """
    end = " " if numbering.looks_like(search.q) else ""
    told = Q()
    for word in search.words:
        told &= Q(**{f"{column}__contains": f" {word}{end}"})
    return told


def _ranked(found: QuerySet[PublicDispute], search: Search) -> QuerySet[Any]:
    """A number before everything, then words in the dispute itself, then words in hearings."""
    if not search.words:
        return found.annotate(rank=Value(0))
    return found.annotate(
        rank=Case(
            When(_numbered(search), then=Value(0)),
            When(_all_words("search_text", search), then=Value(1)),
            default=Value(2),
        )
    )


def _spoken(search: Search, codes: Sequence[str]) -> dict[str, list[PublicUtterance]]:
    """The first turns of each hit in which the words stand, in one query."""
    if not search.words or not codes:
        return {}
    places = shelf(PublicHearingPlace).filter(dispute__in=codes)
    said = (
        shelf(PublicUtterance)
        .filter(_all_words("search_text", search), hearing__places__in=places)
        .annotate(dispute_code=F("hearing__places__dispute"))
        .filter(dispute_code__in=codes)
        .select_related("hearing")
        .defer("hearing__body")
        .order_by("hearing__held_on", "number")
    )
    found: dict[str, list[PublicUtterance]] = {}
    for turn in said[: len(codes) * SPOKEN_PER_HIT * 5]:
        turns = found.setdefault(turn.dispute_code, [])
        if len(turns) < SPOKEN_PER_HIT:
            turns.append(turn)
    return found


def _facets(search: Search) -> tuple[Facet, ...]:
    """The counts of every facet, in one query; a facet is counted without its own filter."""
    first, *rest = (_counts(name, search) for name in FACETS)
    counted: dict[str, list[tuple[str, str, int]]] = {}
    for name, value, label, count in first.union(*rest, all=True):
        if value:
            counted.setdefault(name, []).append((value, label, count))
    return tuple(_facet(name, counted.get(name, []), search) for name in FACETS)


def _counts(name: str, search: Search) -> QuerySet[Any, Any]:
    found = _matching(search, without=name)
    if name in _SIDES:
        rows: QuerySet[Any, Any] = shelf(PublicParty).filter(
            role=_SIDES[name], dispute__in=found.values("pk")
        )
        value, label, counted = "slug", "short", "dispute"
    else:
        rows = found
        value, label = (
            ("commission_code", "commission_short") if name == "commission" else (name, "")
        )
        counted = "pk"
    text = CharField()
    counts: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(
            facet=Value(name, output_field=text),
            value=Cast(value, text),
            words=Cast(label, text) if label else Value("", output_field=text),
        )
        .values("facet", "value", "words")
        .annotate(hits=Count(counted, distinct=name in _SIDES))
        .values_list("facet", "value", "words", "hits")
    )
    return counts


def _facet(name: str, counted: Sequence[tuple[str, str, int]], search: Search) -> Facet:
    chosen = getattr(search, name)
    if name == "year":
        order = sorted(counted, key=lambda row: row[0], reverse=True)
    else:
        order = sorted(counted, key=lambda row: (-row[2], row[1] or row[0]))
    return Facet(
        name=name,
        parameter=PARAMETERS[name],
        group=GROUPS.get(name, ""),
        values=tuple(
            FacetValue(
                value=value,
                label=label or value,
                count=count,
                is_chosen=value in chosen,
                query=search.query(**{name: _toggled(chosen, value)}),
            )
            for value, label, count in order
        ),
    )


def _toggled(chosen: Values, value: str) -> Values:
    if value in chosen:
        return tuple(one for one in chosen if one != value)
    return (*chosen, value)
