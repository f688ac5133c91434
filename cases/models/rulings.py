from __future__ import annotations

from django.db import models

from cases.domain.rulings import AccessMode, Fate
from cases.models._choices import Sourced, one_of, term_of
from cases.models.disputes import Dispute, RegisterNumber
from cases.models.filing import InformationItem
from cases.models.hearings import Hearing


class Decision(Sourced):
    """A decision (putusan) of the commission in one dispute, as pronounced."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="decisions")
    hearing = models.ForeignKey(
        Hearing, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    kind = models.CharField(max_length=30)
    number = models.ForeignKey(
        RegisterNumber, models.PROTECT, null=True, blank=True, related_name="+"
    )
    number_note = models.CharField(max_length=300, blank=True)
    pronounced_on = models.DateField(null=True, blank=True)
    date_note = models.CharField(max_length=300, blank=True)
    scope = models.CharField(max_length=300, blank=True)
    disposition = models.CharField(max_length=40, blank=True)
    result = models.CharField(max_length=200, blank=True)  # as the source words it
    result_note = models.TextField(blank=True)
    dissent = models.TextField(blank=True)

    class Meta:
        constraints = [
            term_of("kind", "decision_kind", "decision_kind_known"),
            term_of("disposition", "disposition", "decision_disposition_known", blank=True),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class ItemDisposition(Sourced):
    """What one decision did with one item: its fate, and the manner of giving it."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="dispositions")
    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="dispositions")
    fate = models.CharField(max_length=20)
    mode = models.CharField(max_length=24, blank=True)
    mode_note = models.TextField(blank=True)
    exclusion = models.TextField(blank=True)
    condition = models.TextField(blank=True)
    note = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "item"], name="disposition_once"),
            one_of("fate", Fate, "disposition_fate_known"),
            one_of("mode", ["", *AccessMode], "disposition_mode_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.fate}"
