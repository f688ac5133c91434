from __future__ import annotations

from django.db import models

from cases.domain.deadlines import RULES
from cases.models._choices import one_of


class Deadline(models.Model):
    """One rule running in one dispute, as it was counted at the time.

    A recount never edits: it adds a row and points the old one to it. ``working`` keeps the
    counted and the skipped days; ``due_on`` is a local date of the commission.
    ``is_extended``: it runs with the one extension that its rule allows.
    ``is_unreported``: no source tells when it was met, or whether; it is not shown as running.
    ``ended_on``: the proceedings ended on that local day before anybody did the act, and nobody
    has to do it any more.
    """

    dispute = models.ForeignKey("cases.Dispute", models.PROTECT, related_name="deadlines")
    rule = models.CharField(max_length=60)
    triggered_on = models.DateField()
    trigger_note = models.CharField(max_length=300, blank=True)
    joint_leave_counts = models.BooleanField(default=False)
    due_on = models.DateField(db_index=True)
    due_on_other_reading = models.DateField(null=True, blank=True)
    working = models.JSONField(default=dict)
    calendar_version = models.CharField(max_length=12)
    met_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    is_unreported = models.BooleanField(default=False)
    is_extended = models.BooleanField(default=False)
    superseded_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("rule", RULES, "deadline_rule_known"),
            models.UniqueConstraint(
                fields=["dispute", "rule", "triggered_on"],
                condition=models.Q(superseded_by=None),
                name="deadline_runs_once",
            ),
            models.CheckConstraint(
                condition=models.Q(met_on=None) | models.Q(is_unreported=False),
                name="deadline_met_or_unreported",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None)
                | models.Q(met_on=None) & models.Q(is_unreported=False),
                name="deadline_ended_or_met",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.rule} {self.due_on}"
