"""What a commission's own register and agenda said, beside what was understood of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.domain.register_import import ImportKind
from cases.domain.register_import.report import BatchState
from cases.models._choices import one_of
from cases.models.disputes import Dispute
from cases.models.parties import Commission


class ImportMap(models.Model):
    """What the registry of a commission has said of headings and spellings."""

    commission = models.ForeignKey(Commission, models.PROTECT, related_name="import_maps")
    kind = models.CharField(max_length=10)
    mapping = models.JSONField(default=dict)
    updated_by = models.CharField(max_length=200)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", ImportKind, "import_map_kind_known"),
            models.UniqueConstraint(
                fields=["commission", "kind"], name="one_import_map_for_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class ImportBatch(models.Model):
    """One file that was brought, and what became of each of its rows.

    ``trial`` is the report of a dry run, ``report`` that of the import; of both the counts add
    up. ``upload`` is None where the file came by the command.
    """

    code = models.CharField(max_length=8, unique=True)
    commission = models.ForeignKey(Commission, models.PROTECT, related_name="import_batches")
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=BatchState.BROUGHT)
    upload = models.ForeignKey(
        "cases.Upload", models.PROTECT, null=True, blank=True, related_name="import_batches"
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    mapping = models.JSONField(default=dict)
    is_public = models.BooleanField(default=False)
    trial = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    created_by = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "import batches"
        constraints = [
            one_of("kind", ImportKind, "import_batch_kind_known"),
            one_of("state", BatchState, "import_batch_state_known"),
            models.CheckConstraint(
                condition=Q(
                    rows=models.F("imported") + models.F("unchanged") + models.F("rejected")
                ),
                name="import_batch_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(state=BatchState.DONE, finished_at__isnull=False)
                | ~Q(state=BatchState.DONE) & Q(finished_at=None),
                name="import_batch_is_done_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class ImportedRow(models.Model):
    """One row as it was written, what was understood of it, and what it became; only grows.

    ``written`` may name private people and their homes: the registry alone reads it.
    """

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="rows_imported")
    commission = models.ForeignKey(Commission, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    row = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    case_key = models.CharField(max_length=200, blank=True)
    written = models.JSONField(default=dict)
    understood = models.JSONField(default=dict)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="imported_rows")
    docket_entry = models.ForeignKey(
        "cases.DocketEntry", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "kind", "key"], name="a_row_is_imported_once"
            ),
        ]
        indexes = [models.Index(fields=["commission", "case_key"], name="imported_row_by_case")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.key}"
