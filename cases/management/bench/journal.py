"""The journal as it grows: one more act on a short and on a long chain, and checking both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from django.db import transaction

from cases.management.bench.measure import Result, Sizes, compared, side_by_side
from cases.models import Commission, JournalHead
from cases.services import journal
from cases.services.journal import Actor

SHORT = 100
TOGETHER = 25  # entries appended in one measurement, in one transaction
ACTOR = Actor.system("bench")
NOW = datetime(2026, 1, 5, 2, tzinfo=UTC)


def measure(sizes: Sizes) -> Iterator[Result]:
    """Growth is the point: both sides are this program, only the length differs."""
    long = sizes.entries
    short_chain, long_chain = (_chain(f"bench-{n}", n) for n in (SHORT, long))
    yield compared(
        f"menambah entri pada rantai {long} entri",
        side_by_side(
            partial(_append, long_chain, TOGETHER),
            partial(_append, short_chain, TOGETHER),
            rounds=sizes.rounds,
        ),
        per=(TOGETHER, TOGETHER),
        floor_name=f"rantai {SHORT} entri",
        goal=1.2,
        note="tidak tumbuh: pangkat 0",
    )
    lengths = _length(long_chain), _length(short_chain)
    yield compared(
        f"memeriksa rantai, tiap entri ({lengths[0]} entri)",
        side_by_side(
            partial(journal.verify_chain, long_chain.code),
            partial(journal.verify_chain, short_chain.code),
            rounds=sizes.rounds,
        ),
        per=lengths,
        floor_name=f"rantai {lengths[1]} entri",
        goal=1.2,
        note="tumbuh selurus panjangnya: pangkat 1",
    )


def _chain(code: str, entries: int) -> Commission:
    """A commission whose chain has so many entries."""
    level = Commission.objects.values_list("level", flat=True)[:1].get()
    commission = Commission.objects.create(code=code, name=code, short=code, level=level)
    for _ in range(entries // TOGETHER):
        _append(commission, TOGETHER)
    return commission


@transaction.atomic
def _append(commission: Commission, count: int) -> None:
    for number in range(count):
        journal.record(
            "bench", actor=ACTOR, at=NOW, commission=commission, payload={"number": number}
        )


def _length(commission: Commission) -> int:
    return JournalHead.objects.get(chain=commission.code).seq
