from __future__ import annotations

from django.db import models

from cases.domain.parties import RepresentationBasis
from cases.domain.publication import Visibility
from cases.domain.stages import Stage
from cases.models._choices import Sourced, one_of, term_of
from cases.models.parties import Commission, Organisation, Person, PublicBody


class DisputeFamily(Sourced):
    """Registers examined together because their parties are the same."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "dispute families"

    def __str__(self) -> str:
        return f"#{self.pk} {self.slug}"


class Dispute(Sourced):
    """A public-information dispute (sengketa informasi publik) before one commission.

    ``stage`` is a cache of the docket, written by ``services/docket.move``, and in bulk by the
    import of a register with the same entries in the journal.
    ``received_on`` and ``registered_on`` are local dates of the commission; empty means
    that no source reports them.
    """

    code = models.CharField(max_length=8, unique=True)
    commission = models.ForeignKey(Commission, models.PROTECT, related_name="disputes")
    family = models.ForeignKey(
        DisputeFamily, models.PROTECT, null=True, blank=True, related_name="disputes"
    )
    regime = models.CharField(max_length=10)
    stage = models.CharField(max_length=40)
    visibility = models.CharField(max_length=10, default=Visibility.PARTIES)
    subject = models.TextField()
    subject_en = models.TextField(blank=True)
    requested = models.TextField(blank=True)
    received_on = models.DateField(null=True, blank=True)
    registered_on = models.DateField(null=True, blank=True)
    date_note = models.CharField(max_length=300, blank=True)
    disposition = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            term_of("regime", "regime", "dispute_regime_known"),
            one_of("stage", Stage, "dispute_stage_known"),
            one_of("visibility", Visibility, "dispute_visibility_known"),
            term_of("disposition", "disposition", "dispute_disposition_known", blank=True),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class RegisterNumber(models.Model):
    """A number as it was written, beside what it means; unique per commission and kind."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="numbers")
    commission = models.ForeignKey(Commission, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)  # register | decision | external
    raw = models.CharField(max_length=120)
    normal = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120)
    short = models.CharField(max_length=120, blank=True)
    seq = models.PositiveIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    is_current = models.BooleanField(default=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("kind", ["register", "decision", "external"], "number_kind_known"),
            models.UniqueConstraint(
                fields=["commission", "kind", "normal"], name="number_once_per_commission"
            ),
            models.UniqueConstraint(
                fields=["commission", "kind", "slug"], name="number_slug_once_per_commission"
            ),
            models.UniqueConstraint(
                fields=["dispute"],
                condition=models.Q(kind="register", is_current=True),
                name="one_current_register_number",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.raw}"


class Participant(Sourced):
    """A party or another person before the commission in one dispute."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="participants")
    role = models.CharField(max_length=20)
    kind = models.CharField(max_length=30, blank=True)  # applicant or respondent kind
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="participations"
    )
    public_body = models.ForeignKey(
        PublicBody, models.PROTECT, null=True, blank=True, related_name="participations"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="participations"
    )
    public_label = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            term_of("role", "party_role", "participant_role_known"),
            models.CheckConstraint(
                condition=(
                    models.Q(organisation__isnull=False, public_body=None, person=None)
                    | models.Q(organisation=None, public_body__isnull=False, person=None)
                    | models.Q(organisation=None, public_body=None, person__isnull=False)
                    | models.Q(organisation=None, public_body=None, person=None)
                    & ~models.Q(public_label="")
                ),
                name="participant_is_one_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.role}"


class Representation(Sourced):
    """Who may speak for a participant, on what paper, from when to when."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="representations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="representations")
    basis = models.CharField(max_length=20, default=RepresentationBasis.UNREPORTED)
    capacity = models.CharField(max_length=200, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    scope = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [one_of("basis", RepresentationBasis, "representation_basis_known")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.participant_id} {self.person_id}"


class PanelMember(models.Model):
    """A commissioner on the panel of a dispute; replaced with dates, never overwritten."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="panel")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    seat = models.CharField(max_length=20)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            term_of("seat", "officer_role", "panel_member_seat_known"),
            models.UniqueConstraint(
                fields=["dispute"],
                condition=models.Q(seat="ketua_majelis", ends_on=None),
                name="dispute_has_one_chair",
            ),
            models.UniqueConstraint(
                fields=["dispute", "person"],
                condition=models.Q(ends_on=None),
                name="dispute_member_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.seat}"


class DocketEntry(Sourced):
    """One line of a dispute's history (riwayat perkara); appended, never edited.

    ``occurred_on`` is a local date of the commission; ``date_note`` says how sure it is, or
    what is known when there is no date.
    """

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="docket")
    hearing = models.ForeignKey(
        "cases.Hearing", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=40)
    occurred_on = models.DateField(null=True, blank=True)
    sort_on = models.DateField(null=True, blank=True)
    date_note = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    visibility = models.CharField(max_length=10, default=Visibility.PUBLIC)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "docket entries"
        constraints = [one_of("visibility", Visibility, "docket_visibility_known")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class Discrepancy(Sourced):
    """Where sources disagree: every version stays visible beside the one that is used."""

    key = models.SlugField(max_length=60)
    disputes = models.ManyToManyField(Dispute, related_name="discrepancies")
    hearing = models.ForeignKey(
        "cases.Hearing", models.PROTECT, null=True, blank=True, related_name="discrepancies"
    )
    about = models.TextField()
    versions = models.JSONField(default=list)
    used = models.TextField()
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "discrepancies"

    def __str__(self) -> str:
        return f"#{self.pk} {self.key}"


class Unknown(models.Model):
    """Something that no source reports and that therefore stays unknown."""

    disputes = models.ManyToManyField(Dispute, related_name="unknowns")
    about = models.TextField()

    def __str__(self) -> str:
        return f"#{self.pk}"
