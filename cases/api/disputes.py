"""Disputes, and what stands in them: time limits, papers, statements outside the hearing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.api import bodies, views
from cases.api.asking import Fields
from cases.api.paging import Whole
from cases.domain.parties import PartyRole
from cases.models.publication import PublicDispute, PublicDocument
from cases.queries.public import tables

SUMMARY = (
    "code",
    "register",
    "commission_code",
    "commission",
    "regime",
    "stage",
    "phase",
    "disposition",
    "applicant",
    "applicant_kind",
    "respondent",
    "family",
    "subject",
    "subject_en",
    "year",
    "received_on",
    "registered_on",
    "decided_on",
    "next_hearing_on",
    "due_on",
    "last_event_on",
    "item_count",
    "hearing_count",
    "admission_count",
    "open_question_count",
    "page",
    "version",
)


class DisputeSummary(serializers.ModelSerializer[PublicDispute]):
    """A dispute as a list shows it; ``page`` is its address for people."""

    page = serializers.SerializerMethodField()

    class Meta:
        model = PublicDispute
        fields = SUMMARY

    @extend_schema_field(serializers.CharField())
    def get_page(self, row: PublicDispute) -> str:
        return f"/perkara/{row.commission_code}/{row.slug}/"


class Dispute(DisputeSummary):
    """A dispute with everything that its page shows."""

    body = bodies.DisputeBody()

    class Meta(DisputeSummary.Meta):
        fields = (*SUMMARY, "body")


class DisputeFilter(Fields):
    register_number = filters.CharFilter(
        method="registered", help_text="002/KIP-PSIP/II/2024, however it is written"
    )
    commission = filters.CharFilter(field_name="commission_code")
    public_body = filters.CharFilter(method="answered", help_text="The slug of the respondent")
    organisation = filters.CharFilter(method="asked", help_text="The slug of the applicant")
    registered_from = filters.DateFilter(field_name="registered_on", lookup_expr="gte")
    registered_until = filters.DateFilter(field_name="registered_on", lookup_expr="lte")

    class Meta:
        model = PublicDispute
        fields = ("stage", "phase", "disposition", "regime", "year", "applicant_kind", "family")

    def registered(
        self, rows: QuerySet[PublicDispute], _name: str, told: str
    ) -> QuerySet[PublicDispute]:
        return tables.registered_as(rows, told)

    def answered(
        self, rows: QuerySet[PublicDispute], _name: str, slug: str
    ) -> QuerySet[PublicDispute]:
        return tables.with_party(rows, PartyRole.RESPONDENT, slug)

    def asked(
        self, rows: QuerySet[PublicDispute], _name: str, slug: str
    ) -> QuerySet[PublicDispute]:
        return tables.with_party(rows, PartyRole.APPLICANT, slug)


class DisputeList(views.Plain):
    """The public disputes."""

    rows = tables.listed_disputes
    columns = SUMMARY
    serializer_class = DisputeSummary
    filterset_class = DisputeFilter


class DisputeDetail(views.Detail):
    """One public dispute, by its code."""

    rows = tables.disputes
    serializer_class = Dispute


class OfDispute(serializers.Serializer[Any]):
    """To which dispute it belongs."""

    dispute = serializers.CharField(help_text="The code of the dispute")
    register = serializers.CharField()


class Deadline(OfDispute):
    """A time limit of a dispute: its rule, its article, how it was counted."""

    clock = bodies.ClockCopy()


class Statement(OfDispute):
    """Words outside the hearing, as reported; never testimony."""

    statement = bodies.StatementCopy()


class WithinDispute(Fields):
    dispute = filters.CharFilter(field_name="code", help_text="The code of a dispute")
    commission = filters.CharFilter(field_name="commission_code")


class _InDisputes(views.Inside):
    rows = tables.disputes
    pagination_class = Whole
    filterset_class = WithinDispute
    part, name = "", ""

    def told(self, row: PublicDispute) -> Iterator[dict[str, Any]]:
        for one in row.body[self.part]:
            yield {"dispute": row.code, "register": row.register, self.name: one}


class DeadlineList(_InDisputes):
    """The time limits of public disputes, with their working. ``limit`` counts disputes."""

    serializer_class = Deadline
    part, name = "clocks", "clock"


class StatementList(_InDisputes):
    """What was said outside hearings, as published. ``limit`` counts disputes."""

    serializer_class = Statement
    part, name = "statements", "statement"


class Document(serializers.ModelSerializer[PublicDocument]):
    """A public paper. ``address`` gives its bytes, whose SHA-256 is ``sha256``."""

    address = serializers.SerializerMethodField()

    class Meta:
        model = PublicDocument
        fields = (
            "code", "dispute", "hearing", "edition", "kind", "title", "mime", "sha256",
            "size", "pages", "made_on", "address",
        )  # fmt: skip

    @extend_schema_field(serializers.CharField())
    def get_address(self, row: PublicDocument) -> str:
        return f"/berkas/{row.code}/"


class DocumentFilter(Fields):
    class Meta:
        model = PublicDocument
        fields = ("dispute", "hearing", "edition", "kind", "mime", "sha256")


class DocumentList(views.List):
    """The public papers."""

    rows = tables.documents
    serializer_class = Document
    filterset_class = DocumentFilter
