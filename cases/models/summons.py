from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.domain.deadlines import Reading
from cases.domain.notices import PARTIES
from cases.domain.summons import ServiceResult, ServiceWay
from cases.models._choices import one_of
from cases.models.disputes import Dispute, Participant, Representation
from cases.models.documents import Document
from cases.models.hearings import Appearance, Hearing


class Summons(models.Model):
    """A summons of a party, or of its representative, to one hearing; never changed.

    ``reading`` and ``is_clear`` are the way of counting that the registrar chose, and
    ``working`` its days as they were counted then; empty where no figure is known.
    ``last_service_on`` is a local day of the commission. What is moved or cancelled takes its
    summonses with it: they say so by the state of their hearing.
    """

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="summonses")
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="summonses")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="summonses")
    representation = models.ForeignKey(
        Representation, models.PROTECT, null=True, blank=True, related_name="summonses"
    )
    ordinal = models.PositiveSmallIntegerField()
    letter_number = models.CharField(max_length=120, blank=True)
    letter_date = models.DateField()
    reading = models.CharField(max_length=24, blank=True)
    is_clear = models.BooleanField(default=False)
    last_service_on = models.DateField(null=True, blank=True)
    calendar_version = models.CharField(max_length=12, blank=True)
    working = models.JSONField(default=dict)
    paper = models.OneToOneField(Document, models.PROTECT, related_name="summons")
    editable = models.OneToOneField(Document, models.PROTECT, related_name="editable_summons")
    issued_by = models.ForeignKey("cases.User", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "summonses"
        constraints = [
            one_of("reading", ["", *Reading], "summons_reading_known"),
            models.CheckConstraint(
                condition=Q(reading="", last_service_on=None)
                | ~Q(reading="") & Q(last_service_on__isnull=False),
                name="summons_counted_or_not",
            ),
            models.UniqueConstraint(
                fields=["hearing", "dispute", "participant"],
                condition=Q(representation=None),
                name="summons_of_a_party_once",
            ),
            models.UniqueConstraint(
                fields=["hearing", "dispute", "participant", "representation"],
                condition=Q(representation__isnull=False),
                name="summons_of_a_representative_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.hearing_id}"


class SummonsService(models.Model):
    """One record of how a summons was served; appended, and corrected by another one.

    ``served_on`` is a local day, ``served_at`` the local hour where it is known. ``by_party``
    is the side that noted it itself; empty: the registry did. ``proof`` is a file that the
    registry alone reads: it may show where somebody lives.
    """

    summons = models.ForeignKey(Summons, models.PROTECT, related_name="services")
    way = models.CharField(max_length=8)
    result = models.CharField(max_length=8)
    served_on = models.DateField()
    served_at = models.TimeField(null=True, blank=True)
    received_by = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=300, blank=True)
    tracking = models.CharField(max_length=120, blank=True)
    server = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    by_party = models.CharField(max_length=10, blank=True)
    proof = models.OneToOneField(
        "cases.Upload", models.PROTECT, null=True, blank=True, related_name="proves_service"
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    recorded_by = models.ForeignKey("cases.User", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("way", ServiceWay, "summons_service_way_known"),
            one_of("result", ServiceResult, "summons_service_result_known"),
            one_of("by_party", ["", *PARTIES], "summons_service_side_known"),
            models.UniqueConstraint(
                fields=["summons", "by_party"],
                condition=~Q(by_party=""),
                name="summons_received_by_a_side_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.result}"


class AbsenceExcuse(models.Model):
    """How the reason of an absence was judged; appended, the latest row stands."""

    appearance = models.ForeignKey(Appearance, models.PROTECT, related_name="excuses")
    is_accepted = models.BooleanField()
    reason = models.TextField()
    decided_by = models.CharField(max_length=200)
    noted_by = models.ForeignKey("cases.User", models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.is_accepted}"
