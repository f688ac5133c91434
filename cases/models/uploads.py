from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cases.domain.uploads import KINDS, Antivirus, Reason, Searchable, UploadState
from cases.models._choices import one_of
from cases.models.parties import Commission, Organisation, PublicBody

ARRIVED = [UploadState.RECEIVED, UploadState.CHECKING, UploadState.CLEAN, UploadState.REFUSED]
CHECKED = [UploadState.CLEAN, UploadState.REFUSED]
UNCHECKED = [UploadState.RECEIVING, UploadState.RECEIVED, UploadState.CHECKING]


class Upload(models.Model):
    """A file that somebody of one house brought, on its way from the line to a clean copy.

    ``original_file`` is kept as it came and handed out to nobody; ``clean_file`` is what others
    read. ``sha256`` is of the original, taken when its last byte had arrived; of a refused
    upload it stays, and the file goes. ``code`` is drawn by chance, because no public record is
    printed from it; what protects an upload is the permission, never the address.
    """

    code = models.CharField(max_length=8, unique=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="uploads"
    )
    public_body = models.ForeignKey(
        PublicBody, models.PROTECT, null=True, blank=True, related_name="uploads"
    )
    commission = models.ForeignKey(
        Commission, models.PROTECT, null=True, blank=True, related_name="uploads"
    )
    uploaded_by = models.ForeignKey("cases.User", models.PROTECT, related_name="uploads")
    dispute = models.ForeignKey(
        "cases.Dispute", models.PROTECT, null=True, blank=True, related_name="uploads"
    )
    document = models.OneToOneField(
        "cases.Document", models.PROTECT, null=True, blank=True, related_name="upload"
    )
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, default=UploadState.RECEIVING)
    sha256 = models.CharField(max_length=64, blank=True)
    original_file = models.CharField(max_length=200, blank=True)
    antivirus = models.CharField(max_length=10, default=Antivirus.UNCHECKED)
    refusal = models.CharField(max_length=20, blank=True)
    refusal_said = models.CharField(max_length=300, blank=True)
    mime = models.CharField(max_length=80, blank=True)
    clean_file = models.CharField(max_length=200, blank=True)
    clean_sha256 = models.CharField(max_length=64, blank=True)
    clean_size = models.PositiveBigIntegerField(default=0)
    thumbnail_file = models.CharField(max_length=200, blank=True)
    pages = models.PositiveIntegerField(default=0)
    duration_ms = models.PositiveIntegerField(default=0)  # of sound
    removed = models.JSONField(default=list, blank=True)
    searchable = models.CharField(max_length=16, blank=True)
    # The side for which it is tendered as evidence, and as which kind of paper: it becomes an
    # exhibit as soon as it is found clean.
    tendered_side = models.CharField(max_length=1, blank=True)
    tendered_kind = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()  # when its last byte so far arrived
    received_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("state", UploadState, "upload_state_known"),
            one_of("antivirus", Antivirus, "upload_antivirus_known"),
            one_of("refusal", ["", *Reason], "upload_refusal_known"),
            one_of("mime", ["", *KINDS], "upload_kind_allowed"),
            one_of("searchable", Searchable, "upload_searchable_known"),
            models.CheckConstraint(
                condition=(
                    Q(organisation__isnull=False, public_body=None, commission=None)
                    | Q(organisation=None, public_body__isnull=False, commission=None)
                    | Q(organisation=None, public_body=None, commission__isnull=False)
                ),
                name="upload_of_one_house",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(name__contains="/") & ~Q(name__contains="\\"),
                name="upload_name_is_no_path",
            ),
            models.CheckConstraint(
                condition=Q(size__gte=1, received__lte=F("size")),
                name="upload_holds_no_more_than_declared",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=UploadState.RECEIVING, sha256="", original_file="")
                    & Q(received_at=None)
                )
                | (
                    Q(state__in=ARRIVED, received=F("size"), received_at__isnull=False)
                    & ~Q(sha256="")
                ),
                name="upload_is_whole_or_awaited",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[UploadState.RECEIVING, UploadState.REFUSED])
                | ~Q(original_file=""),
                name="upload_keeps_its_original",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNCHECKED, checked_at=None)
                | Q(state__in=CHECKED, checked_at__isnull=False),
                name="upload_is_checked_once",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=UploadState.CLEAN, clean_size__gte=1)
                    & ~Q(mime="") & ~Q(clean_file="") & ~Q(clean_sha256="")
                )
                | (
                    ~Q(state=UploadState.CLEAN)
                    & Q(mime="", clean_file="", clean_sha256="", clean_size=0)
                    & Q(thumbnail_file="", pages=0, searchable="", document=None)
                ),
                name="upload_has_a_copy_when_clean",
            ),
            models.CheckConstraint(
                condition=(Q(state=UploadState.REFUSED) & ~Q(refusal="") & ~Q(refusal_said=""))
                | (~Q(state=UploadState.REFUSED) & Q(refusal="", refusal_said="")),
                name="upload_is_refused_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(antivirus=Antivirus.INFECTED)
                | Q(state=UploadState.REFUSED, refusal=Reason.INFECTED),
                name="upload_with_a_virus_is_refused",
            ),
            models.CheckConstraint(
                condition=Q(tendered_side="", tendered_kind="")
                | Q(tendered_side__in=["P", "T", "M"], dispute__isnull=False)
                & ~Q(tendered_kind=""),
                name="upload_is_tendered_in_a_dispute",
            ),
            models.CheckConstraint(
                condition=Q(document=None) | Q(dispute__isnull=False),
                name="upload_is_an_exhibit_of_a_dispute",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "touched_at"], name="upload_sweep")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"

    @property
    def house(self) -> Organisation | PublicBody | Commission:
        """The organisation, public body or commission that owns it."""
        house = self.organisation or self.public_body or self.commission
        assert house is not None  # noqa: S101 -- the database says so
        return house
