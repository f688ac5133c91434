"""Deadlines as they stand: running, met, and due within a while."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from cases.domain import deadlines as rules
from cases.domain.deadlines import DeadlineRule
from cases.models import Deadline


def rule_of(deadline: Deadline) -> DeadlineRule:
    """The rule as it runs in a row: as it stands in the table, or lengthened once."""
    rule = rules.find(deadline.rule)
    return rules.extended(rule) if deadline.is_extended else rule


def current() -> QuerySet[Deadline]:
    """The deadlines that hold today; recounted ones have made way."""
    return Deadline.objects.filter(superseded_by=None)


def running() -> QuerySet[Deadline]:
    """Deadlines that nobody has met yet, as far as is known."""
    return current().filter(met_on=None, ended_on=None, is_unreported=False)


def overdue(on: date) -> QuerySet[Deadline]:
    """Running deadlines whose last day lies before ``on``."""
    return running().filter(due_on__lt=on)
