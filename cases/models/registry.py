from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.domain.checking import Verdict
from cases.domain.filing import PLACES
from cases.models._choices import one_of, term_of
from cases.models.disputes import Dispute
from cases.models.parties import Commission


class RegisterSeries(models.Model):
    """A row of numbers of one commission, for the disputes of one regime.

    ``pattern`` is written with the tokens of ``domain.numbering.write``. A new pattern is a new
    series; the numbers of the one before stay as they are.
    """

    commission = models.ForeignKey(Commission, models.PROTECT, related_name="register_series")
    regime = models.CharField(max_length=10)
    pattern = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "register series"
        constraints = [
            term_of("regime", "regime", "register_series_regime_known"),
            models.UniqueConstraint(
                fields=["commission", "regime"],
                condition=Q(ends_on=None),
                name="one_open_series_for_a_regime",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="register_series_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.pattern}"


class RegisterCounter(models.Model):
    """The last number that a series gave in one year. Locked while a number is taken: numbers
    have neither gap nor repeat, because a registration that fails takes its number back.
    ``begins_after`` is the last number that was written by hand before there was a counter.
    """

    series = models.ForeignKey(RegisterSeries, models.PROTECT, related_name="counters")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)
    begins_after = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="one_counter_for_a_year")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.year}: {self.last}"


class VerificationFinding(models.Model):
    """What the registry found in a place of the checklist; appended, the latest row stands."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="findings")
    place = models.CharField(max_length=12)
    verdict = models.CharField(max_length=8)
    note = models.TextField(blank=True)
    found_by = models.ForeignKey("cases.User", models.PROTECT, related_name="findings")
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("place", PLACES, "finding_place_known"),
            one_of("verdict", Verdict, "finding_verdict_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.place} {self.verdict}"


class RegistryAssignment(models.Model):
    """Who of the registry handles a dispute, from a moment on; the latest row stands.

    ``person`` empty: nobody does any more.
    """

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="registry_assignments")
    person = models.ForeignKey(
        "cases.User", models.PROTECT, null=True, blank=True, related_name="registry_assignments"
    )
    assigned_by = models.ForeignKey(
        "cases.User", models.PROTECT, related_name="registry_assignments_made"
    )
    assigned_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.person_id}"


class StruckEntry(models.Model):
    """That a dispute was entered twice, which entry stands, and why; only grows.

    ``struck_on`` is a local day of the commission. ``names_people``: the reason stays between
    the parties and the registry.
    """

    dispute = models.OneToOneField(Dispute, models.PROTECT, related_name="struck")
    stands = models.ForeignKey(Dispute, models.PROTECT, related_name="doubles")
    reason = models.TextField()
    names_people = models.BooleanField(default=False)
    struck_on = models.DateField()
    struck_by = models.ForeignKey("cases.User", models.PROTECT, related_name="+")
    struck_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "struck entries"
        constraints = [
            models.CheckConstraint(
                condition=~Q(dispute=models.F("stands")), name="struck_entry_is_not_its_own"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.dispute_id} -> {self.stands_id}"
