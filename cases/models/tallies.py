"""The shelf's tallies, from which figures over many disputes are counted, and replies to them.

Each row is told on the page of its dispute too. Written and read like the rest of the shelf.
"""

from __future__ import annotations

from django.db import models

from cases.models.publication import PublicDispute


class PublicClock(models.Model):
    """A time limit of a public dispute, for figures over many; its days stand on the page.

    ``used_days`` counts in ``unit``; empty where nobody reports when the thing was done.
    """

    dispute = models.ForeignKey(PublicDispute, models.CASCADE, related_name="clocks")
    no = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=60, db_index=True)
    length = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=20)
    triggered_on = models.DateField()
    due_on = models.DateField()
    met_on = models.DateField(null=True, blank=True)
    is_running = models.BooleanField()
    is_unreported = models.BooleanField()
    used_days = models.PositiveIntegerField(null=True, blank=True)
    late_days = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "no"], name="public_clock_once")
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.rule}"


class PublicExemption(models.Model):
    """A ground of a claim that information is exempt, and what became of the claim.

    ``ground`` is a letter of Article 17 (``17b``), empty where none is reported.
    """

    dispute = models.ForeignKey(PublicDispute, models.CASCADE, related_name="exemptions")
    no = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=10, blank=True, db_index=True)
    outcome = models.CharField(max_length=20)
    claimed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dispute", "no", "ground"], name="public_exemption_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.ground}"


class PublicCourtStage(models.Model):
    """A stage of a public dispute before a court."""

    dispute = models.ForeignKey(PublicDispute, models.CASCADE, related_name="court_stages")
    no = models.PositiveSmallIntegerField()
    court = models.CharField(max_length=20, blank=True)
    brought_by = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "no"], name="public_court_stage_once")
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.no}"


class PublicPromise(models.Model):
    """What was undertaken or ordered in an open hearing or by a decision; whether it was done.

    ``address`` leads to the words in the transcript; empty for an order of a decision.
    """

    dispute = models.ForeignKey(PublicDispute, models.CASCADE, related_name="promises")
    kind = models.CharField(max_length=12)
    no = models.PositiveSmallIntegerField()
    text = models.TextField()
    by = models.TextField(blank=True)
    made_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True, db_index=True)
    kept_on = models.DateField(null=True, blank=True)
    lapsed_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dispute", "kind", "no"], name="public_promise_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.kind} {self.no}"


class PublicReply(models.Model):
    """What a public body says beside its record."""

    slug = models.CharField(max_length=120, primary_key=True)
    text = models.TextField()
    by = models.CharField(max_length=200)
    said_on = models.DateField()

    class Meta:
        verbose_name_plural = "public replies"

    def __str__(self) -> str:
        return self.slug


class PublicCount(models.Model):
    """So many more, or fewer, things of a key (``domain/publication/counts``) on the shelf.

    Rows of one key are added up. They are appended where the shelf changes, so that nobody
    waits for anybody else, and put together at night.
    """

    kind = models.CharField(max_length=20)
    scope = models.CharField(max_length=40, blank=True)
    first = models.CharField(max_length=120, blank=True)
    second = models.CharField(max_length=300, blank=True)
    third = models.CharField(max_length=40, blank=True)
    fourth = models.CharField(max_length=40, blank=True)
    often = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["kind", "scope", "first", "second", "third", "fourth"],
                name="public_count_of_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.often}"
