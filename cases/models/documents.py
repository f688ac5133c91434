from __future__ import annotations

from django.db import models

from cases.domain.publication import Visibility
from cases.models._choices import one_of, term_of
from cases.models.disputes import Dispute
from cases.models.filing import FilingDraft, InformationRequest
from cases.models.hearings import Hearing
from cases.models.parties import Organisation
from cases.models.transcripts import Edition


class Document(models.Model):
    """A paper of the file. The row is the order; ``file`` is empty until it is made.

    ``file`` is a name below ``MEDIA_ROOT``; a made paper is never changed, only superseded.
    """

    code = models.CharField(max_length=8, unique=True)
    dispute = models.ForeignKey(
        Dispute, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    hearing = models.ForeignKey(
        Hearing, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    # A letter of an applicant, before or beside a dispute, belongs to its organisation.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    information_request = models.ForeignKey(
        InformationRequest, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    draft = models.ForeignKey(
        FilingDraft, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    visibility = models.CharField(max_length=10, default=Visibility.PARTIES)
    mime = models.CharField(max_length=80, default="application/pdf")
    file = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    requested_at = models.DateTimeField()
    rendered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            term_of("kind", "document_kind", "document_kind_known"),
            one_of("visibility", Visibility, "document_visibility_known"),
            models.UniqueConstraint(
                fields=["edition", "mime"],
                condition=models.Q(edition__isnull=False),
                name="edition_paper_once",
            ),
            models.CheckConstraint(
                condition=models.Q(organisation=None) | models.Q(dispute=None, hearing=None),
                name="a_letter_is_no_paper_of_a_dispute",
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False)
                | models.Q(information_request=None, draft=None),
                name="a_letter_belongs_to_an_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(rendered_at=None, file="", sha256="")
                | (
                    models.Q(rendered_at__isnull=False)
                    & ~models.Q(file="")
                    & ~models.Q(sha256="")
                ),
                name="document_is_whole_or_awaited",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class Exhibit(models.Model):
    """Evidence (bukti) of one side, numbered P-1 and on, or T-1 and on."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="exhibits")
    side = models.CharField(max_length=1)  # P pemohon | T termohon | M majelis
    no = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="exhibits"
    )
    visibility = models.CharField(max_length=10, default=Visibility.PARTIES)

    class Meta:
        constraints = [
            one_of("side", ["P", "T", "M"], "exhibit_side_known"),
            models.UniqueConstraint(fields=["dispute", "side", "no"], name="exhibit_once"),
            one_of("visibility", Visibility, "exhibit_visibility_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.side}-{self.no}"
