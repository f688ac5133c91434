"""Deadlines as they stand: running, met, and due within a while."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from cases.models import Deadline


def current() -> QuerySet[Deadline]:
    """The deadlines that hold today; recounted ones have made way."""
    return Deadline.objects.filter(superseded_by=None)


def running() -> QuerySet[Deadline]:
    """Deadlines that nobody has met yet, as far as is known."""
    return current().filter(met_on=None, is_unreported=False)


def overdue(on: date) -> QuerySet[Deadline]:
    """Running deadlines whose last day lies before ``on``."""
    return running().filter(due_on__lt=on)
