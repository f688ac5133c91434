"""The map of exemptions: which letter of Article 17, which body, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from cases.models import PublicDispute, PublicExemption
from cases.queries.public.shelves import shelf
from cases.queries.public.slices import Slice
from cases.queries.public.tallied import claimed, claimed_by, claiming

BODIES = 40
LISTED = 100
MANY = 1_000  # from here on the latest of all are looked through for those that claimed


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who claimed, how often, and what came of it; ``key`` a letter, or the slug of a body."""

    key: str
    name: str
    outcomes: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.outcomes.values())


@dataclass(frozen=True, slots=True)
class ExemptionMap:
    """``disputes`` are those of the chosen letter and outcome, newest first; ``found`` counts
    them all, of which the first hundred are listed.
    """

    letters: tuple[Claimed, ...]
    bodies: tuple[Claimed, ...]
    disputes: tuple[PublicDispute, ...]
    found: int


def exemption_map(
    asked: Slice, *, ground: str | None = None, outcome: str = ""
) -> ExemptionMap:
    """The map of a part of the shelf. ``ground`` empty: no letter was reported; None: any.

    Four queries. A dispute counts once for each letter and outcome.
    """
    wanted = shelf(PublicExemption)
    if ground is not None:
        wanted = wanted.filter(ground=ground)
    if outcome:
        wanted = wanted.filter(outcome=outcome)
    rows = asked.narrow(shelf(PublicDispute))
    few = rows.filter(pk__in=wanted.values("dispute"))
    found = claiming(asked, ground, outcome) if asked.is_counted else few.count()
    many = rows.filter(Exists(wanted.filter(dispute=OuterRef("pk"))))
    return ExemptionMap(
        letters=claims(asked),
        bodies=_bodies(asked, ground),
        disputes=_latest(few if found < MANY else many),
        found=found,
    )


def claims(asked: Slice) -> tuple[Claimed, ...]:
    """What came of the claims of a part of the shelf by letter, unreported last. One query."""
    found: dict[str, dict[str, int]] = {}
    for letter, came, often in claimed(asked):
        found.setdefault(letter, {})[came] = often
    order = sorted(found.items(), key=lambda one: (not one[0], one[0]))
    return tuple(Claimed(letter, "", told) for letter, told in order)


def _bodies(asked: Slice, ground: str | None) -> tuple[Claimed, ...]:
    found: dict[tuple[str, str], dict[str, int]] = {}
    for slug, short, came, often in claimed_by(asked, ground):
        found.setdefault((slug, short), {})[came] = often
    told = [Claimed(slug, short, came) for (slug, short), came in found.items()]
    return tuple(sorted(told, key=lambda one: (-one.total, one.name))[:BODIES])


def _latest(rows: QuerySet[PublicDispute]) -> tuple[PublicDispute, ...]:
    latest = F("last_event_on").desc(nulls_last=True)
    return tuple(rows.defer("body", "traits").order_by(latest, "code")[:LISTED])
