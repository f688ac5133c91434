"""Entries of a device's log: each kept once, whatever is lost or sent twice, and then taken up.

A line may drop after the entry was kept and before the device heard of it, so the device sends
again and nothing happens twice. What came before its forerunners waits until they are here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max

from cases.domain import capture as rules
from cases.domain.capture import EntryKind, EntryUnreadable, PhaseAct
from cases.domain.errors import CaseError
from cases.domain.rights import Right
from cases.domain.wording import UNSEEN
from cases.models import CaptureDevice, CaptureEntry, Dispute, Hearing, HearingDispute, User
from cases.services import hearings
from cases.services.capture.deriving import derive
from cases.services.capture.log import Log, attempt
from cases.services.capture.phases import check_reopening
from cases.services.rights import right

# A line is slow by seconds, a clock that was never set wrong by more.
TRUSTED = timedelta(seconds=5)


class DeviceOfAnother(CaseError):
    """The log of a device belongs to the account that keyed it."""

    code = "device_of_another"


@dataclass(frozen=True, slots=True)
class Sent:
    """One entry as a device tells it. ``n`` counts from one; ``made_at`` by its own clock."""

    n: int
    kind: EntryKind
    payload: Mapping[str, Any]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a device sends at once; ``sent_at`` is its own clock, whose error is read off it."""

    device: str
    entries: Sequence[Sent] = ()
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the house has of a device: all up to ``taken``, and the highest that waits."""

    taken: int
    highest: int


@right(Right.REGISTRY)
@transaction.atomic
def receive(hearing: Hearing, delivery: Delivery, *, by: User, now: datetime) -> Receipt:
    """Keep what is new of a delivery, and take up all that follows without a gap.

    Raises:
        NotRecorded: nobody takes down what is said there.
        DeviceOfAnother: somebody else keyed on that device.
        EntryUnreadable: too much at once.
    """
    rules.check_recorded(hearing.kind)
    if len(delivery.entries) > rules.MOST_AT_ONCE:
        raise EntryUnreadable("Terlalu banyak catatan sekaligus.")
    hearing = _locked(hearing)
    device = _device(hearing, delivery.device, by)
    _keep(device, delivery, now)
    _take(device, now)
    highest = device.entries.aggregate(last=Max("n"))["last"] or 0
    return Receipt(device.taken, highest)


@right(Right.REGISTRY)
@transaction.atomic
def key_line(
    hearing: Hearing, kind: EntryKind, payload: Mapping[str, Any], *, by: User, now: datetime
) -> Receipt:
    """Keep one entry from a page without scripts, whose log is the house's own."""
    hearing = _locked(hearing)
    name = f"formulir-{by.pk}"
    known = CaptureDevice.objects.filter(hearing=hearing, device=name).first()
    last = known.entries.aggregate(last=Max("n"))["last"] if known else None
    sent = Sent((last or 0) + 1, kind, payload, now)
    return receive(hearing, Delivery(name, [sent]), by=by, now=now)


@transaction.atomic
def reopen(hearing: Hearing, *, reason: str, by: User, now: datetime) -> Receipt:
    """Let a hearing that is over go on, in recess first; that it was over stays in the log.

    Raises:
        MayNotReopen, ReasonNeeded: who may, and why.
        AlreadyFrozen: its transcript is frozen.
    """
    check_reopening(_locked(hearing), by, reason)
    payload = {"act": PhaseAct.REOPEN.value, "reason": reason.strip()}
    return key_line(hearing, EntryKind.PHASE, payload, by=by, now=now)


def _locked(hearing: Hearing) -> Hearing:
    """The hearing and, before it, its disputes: whoever plans hearings takes them so, and an
    entry may become an order or an admission in any of them.
    """
    served = HearingDispute.objects.filter(hearing=hearing).values("dispute")
    rows = Dispute.objects.select_for_update(no_key=True).filter(pk__in=served)
    list(rows.order_by("pk"))
    return hearings.locked(hearing)


def _device(hearing: Hearing, name: str, by: User) -> CaptureDevice:
    found = CaptureDevice.objects.filter(hearing=hearing, device=name).first()
    if found is None:
        last = hearing.capture_devices.aggregate(last=Max("no"))["last"] or 0
        return CaptureDevice.objects.create(hearing=hearing, device=name, user=by, no=last + 1)
    if found.user_id != by.pk:
        raise DeviceOfAnother(
            "Catatan di perangkat ini milik akun lain; masuklah dengan akun itu."
        )
    found.hearing = hearing  # the locked row
    return found


def _keep(device: CaptureDevice, delivery: Delivery, now: datetime) -> None:
    """Write what is not there yet; what was said twice stands once, as it was said first."""
    asked = [one.n for one in delivery.entries]
    known = set(device.entries.filter(n__in=asked).values_list("n", flat=True))
    offset = now - delivery.sent_at if delivery.sent_at else timedelta()
    offset = offset if abs(offset) > TRUSTED else timedelta()
    rows = {
        one.n: CaptureEntry(
            hearing=device.hearing,
            device=device,
            n=one.n,
            kind=one.kind,
            payload=_clean(one.payload),
            made_at=one.made_at,
            clock_offset_ms=round(offset / timedelta(milliseconds=1)),
            received_at=now,
        )
        for one in reversed(delivery.entries)
        if one.n not in known
    }
    CaptureEntry.objects.bulk_create(rows[n] for n in sorted(rows))


def _take(device: CaptureDevice, now: datetime) -> None:
    """Make of each entry what it says, up to the first that is missing."""
    waiting = device.entries.filter(n__gt=device.taken).order_by("n")
    log = Log(device, now)
    start = device.taken
    for entry in waiting:
        if entry.n != device.taken + 1:
            break
        attempt(entry, partial(derive, log, entry))
        device.taken = entry.n
    if device.taken != start:
        device.save(update_fields=["taken"])


def _clean(told: Any) -> Any:
    """The payload without what no base can hold and nobody can see."""
    if isinstance(told, str):
        return UNSEEN.sub("", told)
    if isinstance(told, Mapping):
        return {_clean(str(key)): _clean(value) for key, value in told.items()}
    if isinstance(told, list):
        return [_clean(one) for one in told]
    return told
