"""After the decision: what was ordered, the courts, and what was done."""

from __future__ import annotations

from django.db import models

from cases.models._choices import Sourced, term_of
from cases.models.disputes import Dispute
from cases.models.rulings import Decision


class Order(models.Model):
    """One order of the operative part (amar), with its due date where one is fixed."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="orders")
    no = models.PositiveSmallIntegerField()
    text = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    complied_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "no"], name="order_once")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.no}"


class CourtStage(Sourced):
    """A stage before a court: objection, cassation, review or execution."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="court_stages")
    no = models.PositiveSmallIntegerField()
    court = models.CharField(max_length=20, blank=True)
    court_name = models.CharField(max_length=200)
    number = models.CharField(max_length=120, blank=True)
    brought_by = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    date_note = models.CharField(max_length=300, blank=True)
    result = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "no"], name="court_stage_once"),
            term_of("court", "court", "court_known", blank=True),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.court_name}"
