"""Places between two turns, and room for more where there is none left."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_DOWN, Decimal

from cases.models import Hearing
from cases.services import journal
from cases.services.journal import Actor

STEP = Decimal("0.001")  # so far behind its forerunner is a turn put, where there is room
GRAIN = Decimal("0.000001")  # what a position can tell apart


def between(low: Decimal, high: Decimal) -> Decimal | None:
    """A place between two others; None where there is no room."""
    step = min((high - low) / 2, STEP).quantize(GRAIN, ROUND_DOWN)
    return low + step if step > 0 else None


def space_out(hearing: Hearing, *, actor: Actor, now: datetime) -> None:
    """Let there be room between all turns again; their order stays.

    The last moves first, beyond all others, so that no answer ever stands before its question.
    """
    rows = list(hearing.utterances.order_by("-position"))
    top = int(rows[0].position) + len(rows) + 1
    for place, row in enumerate(rows):
        row.position = Decimal(top - place)
        row.save(update_fields=["position"])
    journal.record(
        "turns_spaced_out",
        actor=actor,
        at=now,
        hearing=hearing,
        payload={"turns": len(rows)},
    )
