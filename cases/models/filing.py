from __future__ import annotations

from django.db import models

from cases.domain.rulings import Fate
from cases.models._choices import Sourced, one_of
from cases.models.disputes import Dispute
from cases.models.parties import Organisation, PublicBody


class InformationRequest(Sourced):
    """A request for information (permintaan informasi) to a public body, and its reply."""

    code = models.CharField(max_length=8, unique=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="information_requests"
    )
    public_body = models.ForeignKey(
        PublicBody, models.PROTECT, related_name="information_requests"
    )
    dispute = models.ForeignKey(
        Dispute, models.PROTECT, null=True, blank=True, related_name="information_requests"
    )
    submitted_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    date_note = models.CharField(max_length=300, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    reply = models.TextField(blank=True)
    reply_en = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class Objection(Sourced):
    """An objection (keberatan) to the superior of the information officer."""

    information_request = models.ForeignKey(
        InformationRequest, models.PROTECT, related_name="objections"
    )
    grounds = models.JSONField(default=list, blank=True)  # letters of Pasal 35 ayat (1)
    filed_on = models.DateField(null=True, blank=True)
    date_note = models.CharField(max_length=300, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    reply = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"#{self.pk} {self.information_request_id}"


class InformationItem(Sourced):
    """One thing asked for; each item has its own ground, exemption and fate."""

    information_request = models.ForeignKey(
        InformationRequest, models.PROTECT, related_name="items"
    )
    dispute = models.ForeignKey(
        Dispute, models.PROTECT, null=True, blank=True, related_name="items"
    )
    label = models.CharField(max_length=20)
    no = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_en = models.TextField(blank=True)
    fate = models.CharField(max_length=20, default=Fate.RUNNING)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["information_request", "no"], name="item_no_once"),
            models.UniqueConstraint(fields=["dispute", "label"], name="item_label_once"),
            one_of("fate", Fate, "item_fate_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.label}"


class ItemPosition(models.Model):
    """What the respondent said of one item at one hearing."""

    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="positions")
    hearing = models.ForeignKey("cases.Hearing", models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "hearing"], name="position_once_per_hearing"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class ExemptionClaim(Sourced):
    """A claim that information is exempt (Pasal 17), and what became of it."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="exemption_claims")
    claimed_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    grounds = models.JSONField(default=list, blank=True)  # "17a" … ; empty: not reported
    reason = models.TextField()
    consequence_test = models.TextField(blank=True)
    result = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"#{self.pk} {self.dispute_id}"
