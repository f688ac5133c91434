"""How the installation stands, in numbers for those who watch it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Sum

from cases.models import Job, JournalHead
from cases.models.jobs import JobState

OPEN = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Standing:
    """Jobs of one kind in one state: how many, and the age of the oldest in seconds."""

    kind: str
    state: str
    count: int
    age: float


def jobs_standing(*, now: datetime) -> Iterator[Standing]:
    """What is open or was given up, by kind and state."""
    rows = Job.objects.exclude(state=JobState.DONE).values("kind", "state")
    for row in rows.annotate(count=Count("pk"), oldest=Min("created_at")).order_by("kind"):
        age = (now - row["oldest"]).total_seconds()
        yield Standing(row["kind"], row["state"], row["count"], max(age, 0.0))


def journal_length() -> int:
    """Entries in all chains together, by their heads."""
    return int(JournalHead.objects.aggregate(length=Sum("seq"))["length"] or 0)
