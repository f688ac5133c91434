"""Who of an organisation looks after which case. Nobody outside it reads this."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from cases.domain.accounts import WRITING_ROLES
from cases.models import Assignment
from cases.queries import accounts
from cases.queries.desk.rows import Keeper

People = Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Kept:
    """Who looks after each case, by what it is and its key; and ``people`` who could."""

    keepers: Mapping[tuple[str, int], tuple[Keeper, ...]]
    people: People

    def of_dispute(self, key: int) -> tuple[Keeper, ...]:
        return self.keepers.get(("dispute", key), ())

    def of_request(self, key: int) -> tuple[Keeper, ...]:
        return self.keepers.get(("request", key), ())


def kept_by(organisations: Collection[int]) -> Kept:
    """Everything that these organisations have assigned. Two queries, none for nobody."""
    if not organisations:
        return Kept({}, {})
    people = writers(organisations)
    stands = standing(latest().filter(organisation__in=organisations))
    found: dict[tuple[str, int], tuple[Keeper, ...]] = {}
    for (_house, kind, key), row in stands.items():
        if row.person_id:
            found[kind, key] = (*found.get((kind, key), ()), keeper(row, people))
    return Kept(found, people)


def standing(rows: QuerySet[Assignment]) -> dict[tuple[int, str, int], Assignment]:
    """The row that stands, by organisation and case. Who looked after a request looks after
    the dispute that came of it, until somebody else is named there.
    """
    found = {}
    ordered = list(rows.order_by("pk"))
    for row in ordered:
        if row.information_request is None:
            continue
        found[row.organisation_id, "request", row.information_request.pk] = row
        if row.information_request.dispute_id:
            found[row.organisation_id, "dispute", row.information_request.dispute_id] = row
    for row in ordered:
        if row.dispute_id:
            found[row.organisation_id, "dispute", row.dispute_id] = row
    return found


def latest() -> QuerySet[Assignment]:
    """The assignments that stand: the latest of each organisation for each case."""
    last = (
        Assignment.objects.values("organisation", "dispute", "information_request")
        .annotate(last=Max("pk"))
        .values("last")
    )
    return Assignment.objects.filter(pk__in=last).select_related(
        "person", "information_request"
    )


def writers(organisations: Collection[int]) -> People:
    """Who writes for these organisations today: names by organisation and account."""
    rows = accounts.current().filter(organisation__in=organisations, role__in=WRITING_ROLES)
    rows = rows.select_related("user").order_by("user__name", "user__email", "pk")
    return {
        (row.organisation_id or 0, row.user_id): row.user.name or row.user.email for row in rows
    }


def keeper(row: Assignment, people: People) -> Keeper:
    """Whom an assignment names, also after they have left."""
    person = row.person
    if person is None:
        raise LookupError("this assignment names nobody")
    has_left = (row.organisation_id, person.pk) not in people
    return Keeper(person.pk, person.name or person.email, has_left)
