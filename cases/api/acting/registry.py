"""The registry: what was found of an application, the notice, the number."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.acting.base import Acting, act
from cases.api.acting.told import Told, read
from cases.domain import checking as rules
from cases.domain.checking import Verdict
from cases.domain.filing import PLACES
from cases.domain.notices import Side
from cases.domain.registration import Entry, EntryDoubt
from cases.domain.tokens import Scope
from cases.models import Dispute, DisputeApplication
from cases.queries import case_room, checking, completeness
from cases.services import checking as findings
from cases.services import completeness as notices
from cases.services import registration
from cases.services.checking import Found

LONGEST = 20_000


class FindingTold(Told):
    """What was found in one place of the checklist."""

    place = serializers.ChoiceField(choices=list(PLACES))
    verdict = serializers.ChoiceField(choices=[one.value for one in Verdict])
    note = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=LONGEST
    )


class FindingsTold(Told):
    findings = FindingTold(many=True, allow_empty=False, max_length=len(PLACES))


class PlaceStanding(serializers.Serializer[Any]):
    """A place of the checklist: how many files lie there, and the finding that stands."""

    place = serializers.CharField()
    files = serializers.IntegerField()
    verdict = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)


class Checked(serializers.Serializer[Any]):
    """What the findings say together."""

    places = PlaceStanding(many=True)
    is_complete = serializers.BooleanField()
    unchecked = serializers.ListField(child=serializers.CharField())
    lacking = serializers.ListField(child=serializers.CharField())
    doubts = serializers.ListField(child=serializers.CharField())


class NoticeTold(Told):
    """The places that are missing, and what the applicant is told of them."""

    places = serializers.ListField(
        child=serializers.ChoiceField(choices=list(PLACES)), max_length=len(PLACES)
    )
    note = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=LONGEST
    )


class NoticeSent(serializers.Serializer[Any]):
    """The notice; ``due_on`` where the law gives a figure."""

    stage = serializers.CharField()
    missing = serializers.ListField(child=serializers.CharField())
    due_on = serializers.DateField(allow_null=True)


class EntryTold(Told):
    """Nothing: today, under the next number. Or the day and number of the book of paper."""

    registered_on = serializers.DateField(required=False)
    number = serializers.CharField(required=False, default="", allow_blank=True, max_length=120)
    confirmed = serializers.ListField(
        child=serializers.ChoiceField(choices=[one.value for one in EntryDoubt]),
        required=False,
        default=list,
        max_length=len(EntryDoubt),
        help_text="The doubts of a refusal that a person has weighed",
    )


class Registered(serializers.Serializer[Any]):
    register = serializers.CharField()
    registered_on = serializers.DateField()
    stage = serializers.CharField()


class Findings(Acting):
    """The check of an application."""

    reads = writes = Scope.REGISTRY

    @extend_schema(responses=Checked)
    def get(self, request: Request, code: str) -> Response:
        """The checklist with what lies there and what was found."""
        return Response(_checked(*_application(request, code)))

    @extend_schema(
        request=FindingsTold,
        responses=Checked,
        examples=[
            OpenApiExample(
                "Found",
                value={"findings": [{"place": "identity", "verdict": "valid"}]},
                request_only=True,
            )
        ],
    )
    @act
    def post(self, request: Request, code: str) -> Response:
        """Write down what was found; findings are appended, the latest of a place stands."""
        dispute, application = _application(request, code)
        told = read(FindingsTold, request.data)["findings"]
        found = {one["place"]: Found(Verdict(one["verdict"]), one["note"]) for one in told}
        findings.find(dispute, found, by=request.user, now=timezone.now())
        return Response(_checked(dispute, application))


class Notice(Acting):
    """The notice of what an application lacks."""

    reads = writes = Scope.REGISTRY

    @extend_schema(
        request=NoticeTold,
        responses={201: NoticeSent},
        examples=[
            OpenApiExample(
                "Tell",
                value={"places": ["attorney"], "note": "Surat kuasa belum ada."},
                request_only=True,
            )
        ],
    )
    @act
    def post(self, request: Request, code: str) -> Response:
        """Tell the applicant what is missing; the time for bringing it starts."""
        dispute, _held = _application(request, code)
        told = read(NoticeTold, request.data)
        who = {"by": request.user, "now": timezone.now()}
        row = notices.notify(dispute, told["places"], note=told["note"], **who)
        dispute.refresh_from_db(fields=["stage"])
        sent = {
            "stage": dispute.stage,
            "missing": list(row.missing),
            "due_on": row.deadline.due_on if row.deadline else None,
        }
        return Response(NoticeSent(sent).data, status=status.HTTP_201_CREATED)


class Registration(Acting):
    """The register entry."""

    reads = writes = Scope.REGISTRY

    @extend_schema(
        request=EntryTold,
        responses={201: Registered},
        examples=[OpenApiExample("Next number", value={}, request_only=True)],
    )
    @act
    def post(self, request: Request, code: str) -> Response:
        """Register a dispute that was checked; both sides are told, the deed is on order."""
        dispute = _kept(request, code)
        told, now = read(EntryTold, request.data), timezone.now()
        entry = None
        if told["number"].strip() or "registered_on" in told:
            on = told.get("registered_on") or timezone.localdate(now)
            entry = Entry(on, told["number"].strip(), told["confirmed"])
        number = registration.register_checked(dispute, entry=entry, by=request.user, now=now)
        dispute.refresh_from_db(fields=["stage", "registered_on"])
        done = {
            "register": number.raw,
            "registered_on": dispute.registered_on,
            "stage": dispute.stage,
        }
        return Response(Registered(done).data, status=status.HTTP_201_CREATED)


def _kept(request: Request, code: str) -> Dispute:
    """A dispute of one's own registry; every other one is not there."""
    dispute = get_object_or_404(case_room.visible_to(request.user), code=code)
    if Side.COMMISSION not in case_room.writes_for(request.user, dispute):
        raise Http404
    return dispute


def _application(request: Request, code: str) -> tuple[Dispute, DisputeApplication]:
    dispute = _kept(request, code)
    application = completeness.application_of(dispute)
    if application is None:
        raise Http404
    return dispute, application


def _checked(dispute: Dispute, application: DisputeApplication) -> dict[str, Any]:
    dispute.refresh_from_db(fields=["stage"])
    found = checking.findings_of(dispute)
    conclusion = checking.conclusion_of(application, found)
    is_looked_at = dispute.stage in rules.LOOKED_AT_IN
    today = timezone.localdate()
    doubts = checking.doubts_of(dispute, today=today) if found and is_looked_at else ()
    told = {
        "places": [
            {
                "place": one.place,
                "files": len(one.files),
                "verdict": one.finding.verdict if one.finding else "",
                "note": one.finding.note if one.finding else "",
            }
            for one in checking.checked(application)
        ],
        "is_complete": conclusion.is_complete,
        "unchecked": list(conclusion.unchecked),
        "lacking": list(conclusion.lacking),
        "doubts": [doubt.value for doubt in doubts],
    }
    return Checked(told).data
