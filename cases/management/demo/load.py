"""The order in which the demonstration is loaded; each part is whole or absent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.domain import codes
from cases.domain.stages import Stage
from cases.management.demo import (
    accounts,
    others,
    people,
    registers,
    series,
    sittings,
    stances,
)
from cases.management.demo.context import ACTOR, Loading, read
from cases.models import Dispute, DisputeFamily
from cases.services import docket, publication


def load(now: datetime) -> dict[str, int]:
    """Load what is not there yet; how many disputes were added."""
    added = _family(now)
    added += sum(_other(row, now) for row in read("other-cases.toml")["case"])
    if not accounts.are_loaded():
        with transaction.atomic():
            accounts.load(Loading(now))
    with transaction.atomic():
        series.load(Loading(now))
    return {"added": added, "disputes": Dispute.objects.count()}


@transaction.atomic
def _family(now: datetime) -> int:
    """The YAKIN v. KPU family, in one transaction."""
    family, order = read("yakin-v-kpu.toml"), read("reconstruction.toml")
    if DisputeFamily.objects.filter(slug=family["family"]["id"]).exists():
        return 0
    loading = Loading(now)
    people.load(family, loading)
    registers.load(family, loading)
    _examine(family, order, loading)
    stances.load(family, loading)
    stances.pronounce(family, loading)
    registers.load_history(family, order, loading)
    registers.load_doubts(family, loading)
    sittings.freeze(order, loading)
    for dispute in loading.disputes.values():
        publication.release(dispute, actor=ACTOR, now=now)
    return len(loading.disputes)


def _examine(family: Mapping[str, Any], order: Mapping[str, Any], loading: Loading) -> None:
    sittings.load(family, order, loading)
    sittings.decision_numbers(family["register"], loading)
    for dispute in loading.disputes.values():
        docket.move(dispute, Stage.ADJUDICATION, along_path=True, **loading.by)


@transaction.atomic
def _other(row: Mapping[str, Any], now: datetime) -> int:
    """One of the other disputes, in one transaction."""
    code, *_rest = others.COMMISSIONS[row["commission"]]
    if Dispute.objects.filter(code=codes.derive("dispute", code, row["id"])).exists():
        return 0
    dispute = others.load(row, Loading(now))
    publication.release(dispute, actor=ACTOR, now=now)
    return 1
