"""What is counted of the shelf: brought up to date with each change, put together at night."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet, Sum

from cases.domain.publication.counts import EACH, TOLD_BY, Columns, Key, Rows, counted
from cases.domain.publication.rows import DisputeRow
from cases.models import PublicCount, PublicDispute
from cases.services.publication.difference import Difference
from cases.services.publication.tables import TABLES

TOGETHER = 2_000  # disputes that are counted in one go
CHUNK = 5_000
COUNTED = {table.row: table.model._default_manager for table in TABLES if table.row in TOLD_BY}  # noqa: SLF001 -- Django's documented door
OF_HEARINGS = {row for row, each in EACH.items() if not each.is_of_a_dispute}
OF_DISPUTES = COUNTED.keys() - OF_HEARINGS - {DisputeRow}


def note(before: Rows, after: Rows, *, takes_away: bool) -> None:
    """Count what these rows of some disputes say more, or less, than they did; of what is taken
    away from the public no key stays that nothing else has.
    """
    more = counted(after)
    more.subtract(counted(before))
    add(more)
    if takes_away:
        _forget([key for key, often in more.items() if often < 0])


def _forget(keys: Collection[Key]) -> None:
    """The rows of those keys that add up to nothing. What others append meanwhile stays."""
    found: dict[Key, list[tuple[int, int]]] = {key: [] for key in keys}
    asked = {f"{name}__in": {getattr(key, name) for key in keys} for name in Key._fields[:4]}
    told = PublicCount.objects.filter(**asked).values_list("pk", "often", *Key._fields)
    for pk, often, *features in told:
        if (key := Key(*features)) in found:
            found[key].append((pk, often))
    empty = [rows for rows in found.values() if not sum(often for _pk, often in rows)]
    PublicCount.objects.filter(pk__in=[pk for rows in empty for pk, _often in rows]).delete()


def add(more: Mapping[Key, int]) -> None:
    """Append how many more, or fewer, there are of each key."""
    rows = (PublicCount(**key._asdict(), often=often) for key, often in more.items() if often)
    PublicCount.objects.bulk_create(rows, batch_size=CHUNK)


@transaction.atomic
def put_together() -> int:
    """Leave one row for each key; by how many rows they became fewer."""
    _let_nobody_count()
    stood = PublicCount.objects.count()
    told = _standing()
    PublicCount.objects.all().delete()
    add(told)
    return stood - len(told)


@transaction.atomic
def recount() -> int:
    """Count the whole shelf again, and keep that; how many keys were counted wrongly."""
    _let_nobody_count()
    wanted = _on_the_shelf()
    wrong = list(_differing(wanted))
    if wrong:
        PublicCount.objects.all().delete()
        add(wanted)
    return len(wrong)


def verify() -> Iterator[Difference]:
    """Every key of which more or fewer were counted than stand on the shelf."""
    yield from _differing(_on_the_shelf())


def _differing(wanted: Counter[Key]) -> Iterator[Difference]:
    found = _standing()
    for key in sorted({*wanted, *found}):
        if wanted[key] != found[key]:
            yield Difference("PublicCount", "/".join(key), "changed", ("often",))


def _standing() -> Counter[Key]:
    rows = PublicCount.objects.order_by().values_list(*Key._fields)
    told = rows.annotate(all=Sum("often")).exclude(all=0)
    return Counter({Key(*key): often for *key, often in told})


def _on_the_shelf() -> Counter[Key]:
    found: Counter[Key] = Counter()
    for row in OF_HEARINGS:
        for rows in _portions(row, COUNTED[row].all()):
            found.update(counted({row: rows}))
    for disputes in _portions(DisputeRow, PublicDispute.objects.all()):
        within = Q(dispute__in=[row["code"] for row in disputes])
        theirs = {row: list(_columns(row, COUNTED[row].filter(within))) for row in OF_DISPUTES}
        found.update(counted({DisputeRow: disputes, **theirs}))
    return found


def _portions(row: type[Any], rows: QuerySet[Any]) -> Iterator[list[Columns]]:
    told = _columns(row, rows.order_by("pk")).iterator(chunk_size=TOGETHER)
    while portion := list(islice(told, TOGETHER)):
        yield portion


def _columns(row: type[Any], rows: QuerySet[Any]) -> QuerySet[Any, Columns]:
    return rows.values(*dict.fromkeys((*row.key, *TOLD_BY[row])))


def _let_nobody_count() -> None:
    """Whoever changes the shelf waits, before they commit, until this transaction has ended."""
    if connection.vendor == "postgresql":
        table = PublicCount._meta.db_table  # noqa: SLF001 -- Django's documented door
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
