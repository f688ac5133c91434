"""What the registry brought from its own books, and what is known already. The registry alone
reads it: rows as they were written name private people and their homes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cases.domain.accounts import REGISTRY_ROLES
from cases.domain.register_import import ImportKind, TableMap
from cases.domain.register_import.names import NEW, Directory, Known, Match
from cases.models import (
    Commission,
    Dispute,
    ImportBatch,
    ImportedRow,
    ImportMap,
    Job,
    Organisation,
    PublicBody,
    RegisterNumber,
    User,
)
from cases.queries import accounts

OFFERED = 1000  # names of bodies in the list of a page


@dataclass(frozen=True, slots=True)
class Held:
    """What the record holds of some rows: by their keys, cases, numbers, and addresses."""

    rows: Mapping[str, ImportedRow]
    cases: Mapping[str, list[ImportedRow]]
    numbers: Mapping[str, Dispute]
    slugs: Mapping[str, str]


def commissions_of(user: User) -> list[Commission]:
    """The commissions whose registry somebody belongs to."""
    mine = accounts.current().filter(user=user, role__in=REGISTRY_ROLES)
    return list(Commission.objects.filter(pk__in=mine.values("commission")).order_by("name"))


def batches_of(user: User) -> QuerySet[ImportBatch]:
    """The files that somebody's registry brought, the latest first."""
    mine = accounts.current().filter(user=user, role__in=REGISTRY_ROLES)
    rows = ImportBatch.objects.filter(commission__in=mine.values("commission"))
    return rows.select_related("commission", "upload").order_by("-created_at", "-pk")


def work_of(batch: ImportBatch) -> Job | None:
    """The latest work on order for a file."""
    mine = Job.objects.filter(kind="import_register", key__startswith=f"{batch.code}:")
    return mine.order_by("-pk").first()


def spelled_otherwise(names: Iterable[str], bodies: Directory) -> list[tuple[str, Match]]:
    """Each spelling that stands for no known body for sure, with what it may stand for.

    A body that comes with the file is known to the spellings below it.
    """
    found = []
    for name in dict.fromkeys(names):
        match = bodies.match(name)
        if match.known is None:
            found.append((name, match))
            bodies.add(Known(f"{NEW}{name}", name))
    return found


def remembered(commission: Commission, kind: ImportKind) -> TableMap:
    """What the registry said of the columns and spellings the last time."""
    row = ImportMap.objects.filter(commission=commission, kind=kind).first()
    told = row.mapping if row else {}
    return TableMap(told.get("columns", {}), told.get("bodies", {}))


def body_names() -> list[str]:
    """The names of public bodies that a page offers; others are typed."""
    return list(PublicBody.objects.order_by("name").values_list("name", flat=True)[:OFFERED])


def directory(mapping: TableMap) -> Directory:
    """The register of public bodies, with the spellings that were confirmed."""
    rows = PublicBody.objects.order_by("pk").values_list("slug", "name", "short")
    return Directory([Known(*row) for row in rows], mapping.bodies)


def organisations() -> Directory:
    """The organisations that are known; each of their spellings leads to them."""
    rows = Organisation.objects.order_by("pk").values_list("slug", "name", "short", "spellings")
    found = Directory([Known(slug, name, short) for slug, name, short, _more in rows])
    for slug, name, _short, spellings in rows:
        for spelling in spellings:
            found.add(Known(slug, name, spelling))
    return found


def held(
    commission: Commission,
    kind: ImportKind,
    *,
    keys: Collection[str],
    cases: Collection[str],
    numbers: Collection[str],
    slugs: Collection[str] = (),
) -> Held:
    """What the record of a commission holds of these rows; four queries, however many."""
    mine = ImportedRow.objects.filter(commission=commission)
    rows = mine.filter(kind=kind, key__in=keys)
    by_case: dict[str, list[ImportedRow]] = {}
    register = mine.filter(kind=ImportKind.REGISTER, case_key__in=cases)
    for row in register.select_related("dispute").order_by("pk"):
        by_case.setdefault(row.case_key, []).append(row)
    given = RegisterNumber.objects.filter(
        Q(normal__in=numbers) | Q(slug__in=slugs), commission=commission, kind="register"
    ).select_related("dispute")
    return Held(
        rows={row.key: row for row in rows},
        cases=by_case,
        numbers={one.normal: one.dispute for one in given},
        slugs={one.slug: one.normal for one in given},
    )
