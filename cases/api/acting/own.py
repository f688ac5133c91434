"""Who one is, and one's own disputes as the room of each shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.acting.base import Acting
from cases.api.asking import Asked
from cases.forms.words import in_tongue
from cases.models import Dispute
from cases.queries import accounts, case_room, parties
from cases.queries import notices as concerns
from cases.queries import uploads as bringing

PAGE = 100


class House(serializers.Serializer[Any]):
    """A house in which one has a role today; ``key`` names it where something is brought."""

    key = serializers.CharField()
    name = serializers.CharField()
    role = serializers.CharField()


class Me(serializers.Serializer[Any]):
    """The account behind a token, and what the token is for."""

    name = serializers.CharField()
    email = serializers.CharField()
    houses = House(many=True)
    token = serializers.CharField(help_text="The part of the token by which it is known")
    scopes = serializers.ListField(child=serializers.CharField())
    expires_at = serializers.DateTimeField()


class MeView(Acting):
    """The person for whom a program acts."""

    @extend_schema(responses=Me)
    def get(self, request: Request) -> Response:
        """Name, houses and roles of today, and the scopes of the token."""
        user, token = request.user, request.auth
        houses = [
            {
                "key": bringing.key_of(accounts.house_of(one)),
                "name": accounts.house_of(one).name,
                "role": one.role,
            }
            for one in accounts.memberships(user)
        ]
        told = {
            "name": user.name,
            "email": user.email,
            "houses": houses,
            "token": token.prefix,
            "scopes": token.scopes,
            "expires_at": token.expires_at,
        }
        return Response(Me(told).data)


class OwnParty(serializers.Serializer[Any]):
    role = serializers.CharField()
    name = serializers.CharField()


class OwnClock(serializers.Serializer[Any]):
    """A time limit that runs."""

    rule = serializers.CharField()
    due_on = serializers.DateField()


class OwnEvent(serializers.Serializer[Any]):
    """A line of the history, as far as one may read it; ``stages``: to which it led."""

    on = serializers.DateField(allow_null=True)
    text = serializers.CharField()
    note = serializers.CharField()
    stages = serializers.ListField(child=serializers.CharField())


class OwnSummary(serializers.Serializer[Any]):
    """A dispute in which one has a part. ``register`` is empty until it is registered."""

    code = serializers.CharField()
    register = serializers.CharField()
    commission = serializers.CharField()
    regime = serializers.CharField()
    stage = serializers.CharField()
    visibility = serializers.CharField()
    subject = serializers.CharField()
    received_on = serializers.DateField(allow_null=True)
    registered_on = serializers.DateField(allow_null=True)
    parties = OwnParty(many=True)


class OwnDispute(OwnSummary):
    """The same with its clocks and its history."""

    deadlines = OwnClock(many=True)
    history = OwnEvent(many=True)


class OwnPage(serializers.Serializer[Any]):
    """``next``: the code after which the next page begins, or null."""

    next = serializers.CharField(allow_null=True)
    results = OwnSummary(many=True)


class OwnAsked(Asked):
    after = serializers.CharField(
        required=False, default="", max_length=8, help_text="The code that ended the last page"
    )


class OwnDisputes(Acting):
    """The disputes of one's houses, of one's registry or panel, or to which a link led."""

    @extend_schema(operation_id="my_disputes_list", parameters=[OwnAsked], responses=OwnPage)
    def get(self, request: Request) -> Response:
        """A hundred at a time, in the order of their codes."""
        asked = OwnAsked(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        mine = case_room.visible_to(request.user).filter(code__gt=asked.validated_data["after"])
        rows = list(mine.order_by("code")[: PAGE + 1])
        more = rows[PAGE - 1].code if len(rows) > PAGE else None
        found = {"next": more, "results": [summary(one) for one in rows[:PAGE]]}
        return Response(OwnPage(found).data)


class OwnDisputeDetail(Acting):
    """One of them."""

    @extend_schema(responses=OwnDispute)
    def get(self, request: Request, code: str) -> Response:
        """Where it stands, what runs, what happened."""
        dispute = get_object_or_404(case_room.visible_to(request.user), code=code)
        clocks = [
            {"rule": one.rule, "due_on": one.due_on} for one in case_room.running_in(dispute)
        ]
        history = case_room.history(request.user, dispute)
        told = {**summary(dispute), "deadlines": clocks, "history": _events(history)}
        return Response(OwnDispute(told).data)


def summary(dispute: Dispute) -> dict[str, Any]:
    """A dispute with its parties, whose names the others of them know."""
    return {
        "code": dispute.code,
        "register": concerns.register_of(dispute),
        "commission": dispute.commission.code,
        "regime": dispute.regime,
        "stage": dispute.stage,
        "visibility": dispute.visibility,
        "subject": dispute.subject,
        "received_on": dispute.received_on,
        "registered_on": dispute.registered_on,
        "parties": [
            {"role": one.role, "name": parties.full_name(one)}
            for one in dispute.participants.all()
        ],
    }


def _events(found: Iterable[case_room.Event]) -> list[dict[str, Any]]:
    return [
        {
            "on": one.on,
            "text": in_tongue(one.text, one.text_en),
            "note": one.note,
            "stages": list(one.stages),
        }
        for one in found
    ]
