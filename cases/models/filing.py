from __future__ import annotations

from django.db import models

from cases.domain.filing import PLACES
from cases.domain.information_requests import Channel, ProofKind, ReplyKind
from cases.domain.parties import RepresentationBasis
from cases.domain.rulings import Fate
from cases.models._choices import Sourced, one_of, term_of
from cases.models.disputes import Dispute
from cases.models.parties import Organisation, PublicBody


class InformationRequest(Sourced):
    """A request for information (permintaan informasi) to a public body, and its reply.

    ``submitted_on`` is when it went out, ``received_on`` when the body had it; ``extended_on``
    and ``replied_on`` when the notice of extension and the reply were received. Local dates.
    """

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
    regime = models.CharField(max_length=10, default="umum")
    purpose = models.TextField(blank=True)
    wanted_form = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=10, blank=True)
    receipt_number = models.CharField(max_length=120, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    date_note = models.CharField(max_length=300, blank=True)
    extended_on = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    reply_kind = models.CharField(max_length=10, blank=True)
    reply = models.TextField(blank=True)
    reply_en = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            term_of("regime", "regime", "request_regime_known"),
            one_of("channel", ["", *Channel], "request_channel_known"),
            one_of("reply_kind", ["", *ReplyKind], "request_reply_kind_known"),
            models.CheckConstraint(
                condition=models.Q(reply_kind="") | models.Q(replied_on__isnull=False),
                name="a_kind_of_reply_has_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(received_on=None)
                | models.Q(submitted_on=None)
                | models.Q(received_on__gte=models.F("submitted_on")),
                name="request_received_after_it_was_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class Objection(Sourced):
    """An objection (keberatan) to the superior of the information officer.

    ``grounds`` are the letters of all its items together; ``ObjectionGround`` says which item
    is objected to on which. ``received_on`` is when the superior had it.
    """

    information_request = models.ForeignKey(
        InformationRequest, models.PROTECT, related_name="objections"
    )
    grounds = models.JSONField(default=list, blank=True)  # letters of Pasal 35 ayat (1)
    reason = models.TextField(blank=True)
    channel = models.CharField(max_length=10, blank=True)
    receipt_number = models.CharField(max_length=120, blank=True)
    filed_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    date_note = models.CharField(max_length=300, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    reply_kind = models.CharField(max_length=10, blank=True)
    reply = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("channel", ["", *Channel], "objection_channel_known"),
            one_of("reply_kind", ["", *ReplyKind], "objection_reply_kind_known"),
            models.CheckConstraint(
                condition=models.Q(received_on=None)
                | models.Q(filed_on=None)
                | models.Q(received_on__gte=models.F("filed_on")),
                name="objection_received_after_it_was_sent",
            ),
        ]

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


class ObjectionGround(models.Model):
    """On which ground of Pasal 35 ayat (1) one item is objected to."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="item_grounds")
    item = models.ForeignKey(InformationItem, models.PROTECT, related_name="objection_grounds")
    letter = models.CharField(max_length=1)

    class Meta:
        constraints = [
            term_of("letter", "objection_ground", "objection_ground_known"),
            models.UniqueConstraint(
                fields=["objection", "item", "letter"], name="objection_ground_once"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.letter}"


class RequestProof(models.Model):
    """A file that proves a step of a request: sent, received, answered.

    While it is here the upload cannot be taken away by itself.
    """

    information_request = models.ForeignKey(
        InformationRequest, models.PROTECT, related_name="proofs"
    )
    kind = models.CharField(max_length=20)
    upload = models.OneToOneField("cases.Upload", models.PROTECT, related_name="proof")

    class Meta:
        constraints = [one_of("kind", ProofKind, "proof_kind_known")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class FilingDraft(models.Model):
    """An application that is being written; kept until it is filed or put away.

    ``code`` is random: the file of a dispute that nobody filed yet must not be guessed.
    """

    code = models.CharField(max_length=8, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="drafts")
    information_request = models.ForeignKey(
        InformationRequest, models.PROTECT, null=True, blank=True, related_name="drafts"
    )
    started_by = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)
    dispute = models.OneToOneField(
        Dispute, models.PROTECT, null=True, blank=True, related_name="draft"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(submitted_at=None, dispute=None)
                | models.Q(
                    submitted_at__isnull=False, dispute__isnull=False, discarded_at=None
                ),
                name="a_submitted_draft_is_a_dispute",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class DraftAnswer(models.Model):
    """What one step of a draft said at one time; the highest ``rev`` stands, none is changed.

    Two who save the same step at once cannot both be ``rev`` n: the second is told.
    """

    draft = models.ForeignKey(FilingDraft, models.PROTECT, related_name="answers")
    step = models.SlugField(max_length=20)
    rev = models.PositiveIntegerField()
    answers = models.JSONField(default=dict)
    saved_by = models.CharField(max_length=200)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "step", "rev"], name="draft_answer_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.step} r{self.rev}"


class DisputeApplication(models.Model):
    """The application (permohonan penyelesaian) as it was tendered; never changed.

    ``digest`` is SHA-256 over the canonical JSON of all that was tendered; it stands on the
    receipt. Names and addresses here are for the parties and the registry alone.
    """

    dispute = models.OneToOneField(Dispute, models.PROTECT, related_name="application")
    tendered_at = models.DateTimeField()
    applicant_kind = models.CharField(max_length=30)
    applicant_name = models.CharField(max_length=300)
    applicant_address = models.CharField(max_length=400, blank=True)
    applicant_city = models.CharField(max_length=120, blank=True)
    applicant_phone = models.CharField(max_length=60, blank=True)
    applicant_email = models.EmailField(blank=True)
    applicant_deed = models.CharField(max_length=120, blank=True)
    representative = models.CharField(max_length=200, blank=True)
    representative_office = models.CharField(max_length=200, blank=True)
    representative_basis = models.CharField(max_length=20)
    attorney_on = models.DateField(null=True, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    problem = models.TextField(blank=True)
    reasons = models.JSONField(default=list)  # codes of dispute_reason
    relief = models.JSONField(default=list)  # codes of relief
    relief_note = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            term_of("applicant_kind", "applicant_kind", "application_kind_known"),
            one_of("representative_basis", RepresentationBasis, "application_basis_known"),
            models.CheckConstraint(
                condition=~models.Q(representative_basis=RepresentationBasis.POWER_OF_ATTORNEY)
                | models.Q(attorney_on__isnull=False),
                name="a_power_of_attorney_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.dispute_id}"


class Enclosure(models.Model):
    """A file that was tendered with an application, in its place of the checklist.

    While it is here the upload cannot be taken away.
    """

    application = models.ForeignKey(
        DisputeApplication, models.PROTECT, related_name="enclosures"
    )
    place = models.CharField(max_length=12)
    upload = models.OneToOneField("cases.Upload", models.PROTECT, related_name="enclosure")

    class Meta:
        constraints = [one_of("place", PLACES, "enclosure_place_known")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.place}"


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
