"""Working days, and time limits counted on them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cases.api.asking import TOLD, Asked
from cases.domain import deadlines as rules
from cases.domain.calendars import WorkingCalendar
from cases.queries import calendars

MOST_DAYS = 366


class Span(Asked):
    first = serializers.DateField(help_text="The first local day")
    last = serializers.DateField(help_text="The last local day; at most 366 days in all")
    region = serializers.CharField(
        required=False, default="", max_length=40, help_text="With the days off of a province"
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not 0 <= (attrs["last"] - attrs["first"]).days < MOST_DAYS:
            told = _("Hari terakhir mendahului yang pertama, atau lebih dari 366 hari.")
            raise exceptions.ValidationError({"last": [told]}, code=TOLD)
        return attrs


class CalendarDay(serializers.Serializer[Any]):
    """A local day; ``reason`` and ``decree`` say why it is off."""

    day = serializers.DateField()
    is_working = serializers.BooleanField()
    kind = serializers.CharField(required=False)
    reason = serializers.CharField(required=False)
    decree = serializers.CharField(required=False)
    is_estimated = serializers.BooleanField(required=False)


class Calendar(serializers.Serializer[Any]):
    """The days of a span and the version of the calendar that they were read from."""

    calendar_version = serializers.CharField()
    days = CalendarDay(many=True)


class CalendarView(APIView):
    """Which days count: weekends, holidays, joint leave, with their decrees."""

    @extend_schema(parameters=[Span], responses=Calendar)
    def get(self, request: Request) -> Response:
        asked = Span(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        calendar = calendars.working_calendar(told["region"])
        length = (told["last"] - told["first"]).days + 1
        days = [_day(told["first"] + timedelta(days=n), calendar) for n in range(length)]
        return Response({"calendar_version": calendar.version, "days": days})


def _day(day: date, calendar: WorkingCalendar) -> dict[str, Any]:
    off = calendar.reason_off(day)
    if off is None:
        return {"day": day.isoformat(), "is_working": True}
    return {
        "day": day.isoformat(),
        "is_working": False,
        "kind": off.kind.value,
        "reason": off.name,
        "decree": off.decree,
        "is_estimated": off.is_estimated,
    }


class Counted(Asked):
    rule = serializers.CharField(max_length=80, help_text="The key of a rule of the table")
    date = serializers.DateField(help_text="The local day of the event; it is not counted")
    clear = serializers.BooleanField(
        required=False, default=False, help_text="The day of service is not counted either"
    )
    joint_leave_counts = serializers.BooleanField(
        required=False, default=False, help_text="Joint leave counts as working days"
    )
    extended = serializers.BooleanField(
        required=False, default=False, help_text="With the extension, where the rule has one"
    )

    def validate_rule(self, name: str) -> str:
        try:
            return rules.find(name).key
        except rules.UnknownRule as refusal:
            raise exceptions.ValidationError(str(refusal), code=TOLD) from refusal


class DaySkipped(serializers.Serializer[Any]):
    day = serializers.DateField()
    kind = serializers.CharField()
    reason = serializers.CharField()
    decree = serializers.CharField()


class DayCounted(serializers.Serializer[Any]):
    day = serializers.DateField()
    number = serializers.IntegerField()


class HowCounted(serializers.Serializer[Any]):
    joint_leave_counts = serializers.BooleanField()
    clear = serializers.BooleanField()


class Computed(serializers.Serializer[Any]):
    """A due date with its working; ``warning`` tells where it is no more than that."""

    rule = serializers.CharField()
    regime = serializers.CharField()
    direction = serializers.CharField()
    length = serializers.IntegerField()
    unit = serializers.CharField()
    triggered_on = serializers.DateField()
    due_on = serializers.DateField()
    counted = DayCounted(many=True)
    skipped = DaySkipped(many=True)
    article = serializers.CharField()
    confidence = serializers.CharField()
    may_enforce = serializers.BooleanField()
    warning = serializers.CharField()
    effect = serializers.CharField()
    note = serializers.CharField()
    convention = HowCounted()
    provisional = serializers.BooleanField()
    calendar_version = serializers.CharField()


EXAMPLE = OpenApiExample(
    "First hearing",
    description="GET /api/v1/compute-deadline/?rule=umum_complete_settlement&date=2024-02-19",
    value={"rule": "umum_complete_settlement", "triggered_on": "2024-02-19"},
    response_only=True,
)


class ComputeDeadline(APIView):
    """A time limit counted day by day, as the calculator does. Refused (409) where the law
    gives no figure, or the calendar is not decreed so far.
    """

    @extend_schema(parameters=[Counted], responses=Computed, examples=[EXAMPLE])
    def get(self, request: Request) -> Response:
        asked = Counted(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        rule = rules.find(told["rule"])
        count = rules.compute_extended if told["extended"] else rules.compute
        computation = count(
            rule,
            triggered_on=told["date"],
            calendar=calendars.working_calendar(),
            convention=rules.Convention(
                joint_leave_counts=told["joint_leave_counts"], is_clear=told["clear"]
            ),
        )
        if computation is None:
            raise rules.NotExtendable("Jangka waktu ini tidak dapat diperpanjang.")
        return Response(rules.as_json(computation))
