"""The register itself, remembered in this process.

The same first disputes stand behind the register of whoever asks. They are read once; what was
touched since is read again and put in its place, and what was counted of the others stands.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic

from django.db import connections

from cases.queries.public.changes import EVERYTHING, newest_changes
from cases.queries.public.search.cases import first, place, these
from cases.queries.public.search.listed import Disputes
from cases.queries.public.shelves import alias

LISTED = 5_000
TOLD = 200  # changes that are looked at
HOUR = 60 * 60  # seconds; what is told of changes stays for a day (``PublicChange``)

Changes = Mapping[int, str]


@dataclass(frozen=True)
class Register:
    """The first ``LISTED`` disputes in an order; ``is_capped``: there are more.

    ``seen``: the newest changes when it was asked for last, ``asked_at`` by a clock that only
    goes on.
    """

    disputes: Disputes
    is_capped: bool
    seen: AbstractSet[int]
    asked_at: float


_known: dict[str, Register] = {}  # by their order


def register(order: str) -> Register:
    """The register in an order, as it stands now. One query where nothing was touched since it
    was asked for last, else two.

    Within a transaction it stands in a way that may never come to be, and is not remembered.
    """
    if connections[alias()].in_atomic_block:
        return _read(order, {})
    changes = newest_changes(TOLD)  # before the rows: what changes meanwhile is read again
    known = _known.get(order)
    now = None
    if known is not None and _tell_everything(changes, since=known):
        now = _with(known, order, changes)
    _known[order] = now = now or _read(order, changes)
    return now


def forget() -> None:
    """Know nothing of the register; for a base that was made anew."""
    _known.clear()


def _read(order: str, changes: Changes) -> Register:
    found = first(order, (), LISTED + 1)
    is_capped = len(found) > LISTED
    return Register(Disputes(found[:LISTED]), is_capped, changes.keys(), monotonic())


def _tell_everything(changes: Changes, *, since: Register) -> bool:
    """Whether no change since could be missing among the newest.

    Their numbers only grow, unless another base stands there.
    """
    seen = max(since.seen, default=0)
    if monotonic() - since.asked_at > HOUR or max(changes, default=0) < seen:
        return False
    return len(changes) < TOLD or min(changes) <= seen


def _with(known: Register, order: str, changes: Changes) -> Register | None:
    """With the disputes that were touched since as they are now; None where more than those
    may have become another, or others would have to follow the last one.
    """
    touched = {code for number, code in changes.items() if number not in known.seen}
    if EVERYTHING in touched:
        return None
    standing = partial(place, order)
    before = known.disputes.cases
    gone = [case for case in before if case.code in touched]
    come = these(order, sorted(touched))
    if known.is_capped:
        come = [case for case in come if standing(case) <= standing(before[-1])]
    if known.is_capped and len(come) < len(gone):
        return None
    if set(gone) == set(come):
        return replace(known, seen=changes.keys(), asked_at=monotonic())
    found = [case for case in before if case.code not in touched]
    for case in come:
        insort(found, case, key=standing)
    listed, beyond = found[:LISTED], found[LISTED:]
    return Register(
        known.disputes.changed(listed, gone=[*gone, *beyond], come=come),
        known.is_capped or bool(beyond),
        changes.keys(),
        monotonic(),
    )
