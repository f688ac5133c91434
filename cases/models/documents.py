from __future__ import annotations

from django.db import models

from cases.domain.documents import TranscriptForm
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
    # A letter of an applicant belongs to its organisation, also one ``about`` a dispute: the
    # other side and the registry read it once it is sent.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    information_request = models.ForeignKey(
        InformationRequest, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    draft = models.ForeignKey(
        FilingDraft, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    about = models.ForeignKey(
        Dispute, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    # A paper of a mediation belongs to it alone: without a dispute no list of papers finds it.
    mediation = models.ForeignKey(
        "cases.Mediation", models.PROTECT, null=True, blank=True, related_name="papers"
    )
    kind = models.CharField(max_length=40)
    form = models.CharField(max_length=10, blank=True)  # of a transcript: which of its papers
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
            one_of("form", ["", *TranscriptForm], "document_form_known"),
            models.CheckConstraint(
                condition=models.Q(edition=None, form="")
                | (models.Q(edition__isnull=False) & ~models.Q(form="")),
                name="a_form_is_of_a_transcript",
            ),
            models.UniqueConstraint(
                fields=["edition", "form"],
                condition=models.Q(edition__isnull=False),
                name="edition_paper_once",
            ),
            models.CheckConstraint(
                condition=models.Q(organisation=None) | models.Q(dispute=None, hearing=None),
                name="a_letter_is_no_paper_of_a_dispute",
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False)
                | models.Q(information_request=None, draft=None, about=None),
                name="a_letter_belongs_to_an_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(mediation=None)
                | models.Q(dispute=None, hearing=None, organisation=None, visibility="parties"),
                name="a_paper_of_a_mediation_is_of_it_alone",
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


class Signature(models.Model):
    """By whom a paper was signed. ``document`` is the signed file; ``original`` the file as it
    was made, byte for byte the beginning of the signed one.
    """

    document = models.OneToOneField(Document, models.PROTECT, related_name="signature")
    original = models.OneToOneField(Document, models.PROTECT, related_name="signed_as")
    signer = models.CharField(max_length=200)
    authority = models.CharField(max_length=200)
    certificate_sha256 = models.CharField(max_length=64)
    is_test = models.BooleanField()
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.signer}"


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
