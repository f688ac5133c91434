"""Hearings, their released turns, and the questions that were asked in them."""

from __future__ import annotations

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.api import bodies, views
from cases.api.asking import Fields
from cases.models.publication import PublicHearing, PublicQuestion, PublicUtterance
from cases.queries.public import tables

SUMMARY = (
    "code",
    "event_code",
    "sequence",
    "commission_code",
    "time_zone",
    "held_on",
    "starts_at",
    "ends_at",
    "kind",
    "state",
    "ordinal",
    "is_public",
    "has_words",
    "title",
    "place",
    "room",
    "question_count",
    "disputes",
    "page",
    "version",
)


class HearingSummary(serializers.ModelSerializer[PublicHearing]):
    """A hearing as a list shows it. ``held_on`` is the local day, in ``time_zone``."""

    disputes = serializers.SerializerMethodField()
    page = serializers.SerializerMethodField()

    class Meta:
        model = PublicHearing
        fields = SUMMARY

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_disputes(self, row: PublicHearing) -> list[str]:
        return sorted(place.dispute_id for place in row.places.all())

    @extend_schema_field(serializers.CharField())
    def get_page(self, row: PublicHearing) -> str:
        return f"/sidang/{row.code}/"


class Hearing(HearingSummary):
    """A hearing with everything that its page shows beside its words."""

    body = bodies.HearingBody()

    class Meta(HearingSummary.Meta):
        fields = (*SUMMARY, "body")


class HearingFilter(Fields):
    date = filters.DateFilter(field_name="held_on")
    date_from = filters.DateFilter(field_name="held_on", lookup_expr="gte")
    date_until = filters.DateFilter(field_name="held_on", lookup_expr="lte")
    dispute = filters.CharFilter(field_name="places__dispute")
    commission = filters.CharFilter(field_name="commission_code")

    class Meta:
        model = PublicHearing
        fields = ("kind", "state", "is_public", "has_words", "event_code", "room")


class HearingList(views.List):
    """The hearings that may be announced; of a closed one its day and kind alone."""

    rows = tables.listed_hearings
    serializer_class = HearingSummary
    filterset_class = HearingFilter


class HearingDetail(views.Detail):
    """One hearing, by its code."""

    rows = tables.hearings
    serializer_class = Hearing


class Utterance(serializers.ModelSerializer[PublicUtterance]):
    """A released turn. ``start_ms``: milliseconds from the beginning of the record;
    ``citation``: the address of its lines.
    """

    citation = serializers.SerializerMethodField()

    class Meta:
        model = PublicUtterance
        fields = (
            "hearing", "number", "kind", "rendering", "section", "speaker", "role", "side",
            "lang", "text", "text_en", "replies_to", "start_ms", "page", "line", "last_page",
            "last_line", "fate", "label", "admissions", "items", "confidence", "note",
            "citation",
        )  # fmt: skip

    @extend_schema_field(serializers.CharField())
    def get_citation(self, row: PublicUtterance) -> str:
        return f"/b/{row.hearing_id}/{row.number}"


class UtteranceFilter(Fields):
    dispute = filters.CharFilter(field_name="hearing__places__dispute")
    date = filters.DateFilter(field_name="hearing__held_on")

    class Meta:
        model = PublicUtterance
        fields = ("hearing", "number", "kind", "side", "speaker", "replies_to", "page", "fate")


class UtteranceList(views.List):
    """The words of released transcripts, in the order in which they are kept."""

    rows = tables.utterances
    serializer_class = Utterance
    filterset_class = UtteranceFilter


class Question(serializers.ModelSerializer[PublicQuestion]):
    """A question and what became of it."""

    body = bodies.QuestionBody()

    class Meta:
        model = PublicQuestion
        fields = (
            "hearing", "number", "label", "asked_by", "asked_on", "fate", "is_open", "due_on",
            "body", "version",
        )  # fmt: skip


class QuestionFilter(Fields):
    dispute = filters.CharFilter(field_name="hearing__places__dispute")

    class Meta:
        model = PublicQuestion
        fields = ("hearing", "number", "fate", "is_open", "asked_on", "due_on")


class QuestionList(views.List):
    """The questions of open hearings, answered and not."""

    rows = tables.questions
    serializer_class = Question
    filterset_class = QuestionFilter
