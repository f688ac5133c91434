from __future__ import annotations

from enum import StrEnum

from django.db import models

from cases.models._choices import one_of


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(models.Model):
    """A piece of work on order. This row is the truth; a message only says "look".

    A worker that runs it holds a lease under a fresh ``token``; whoever lost the lease changes
    nothing any more. ``effects`` counts how often the work took effect: never more than once.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=8, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    effects = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    wait_until = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="job_once"),
            one_of("state", JobState, "job_state_known"),
            models.CheckConstraint(
                condition=models.Q(effects__lte=1), name="job_takes_effect_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "lease_until"], name="job_sweep")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.key}"


class JobPart(models.Model):
    """A piece of work that waits for another; a part may serve several wholes."""

    whole = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="parts")
    part = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="wholes")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["whole", "part"], name="job_part_once"),
            models.CheckConstraint(
                condition=~models.Q(whole=models.F("part")), name="job_part_of_another"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.part_id} of #{self.whole_id}"
