"""The hearing room for programs: the log of a device, entry by entry, as the page sends it."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.acting.base import Acting, act
from cases.api.acting.told import Payload, Told, read
from cases.api.asking import Asked
from cases.domain import capture as rules
from cases.domain.capture import EntryKind
from cases.domain.tokens import Scope
from cases.models import Hearing, User
from cases.queries import capture as queries
from cases.services import capture as services
from cases.services.capture import Delivery, Receipt, Sent

DEVICE = r"^[^:\x00]{1,36}$"


class EntryKeyed(Told):
    """One entry of the log. ``n`` counts from one on each device, without a gap."""

    n = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    kind = serializers.ChoiceField(choices=[one.value for one in EntryKind])
    payload = Payload()
    made_at = serializers.DateTimeField(help_text="By the clock of the device")


class Keyed(Told):
    """What a device sends at once; ``sent_at`` tells by how much its clock is off."""

    device = serializers.RegexField(DEVICE)
    sent_at = serializers.DateTimeField(required=False)
    entries = EntryKeyed(many=True, max_length=rules.MOST_AT_ONCE)


class SpeakerShown(serializers.Serializer[Any]):
    """Who may speak; entries name them by ``id``."""

    id = serializers.CharField()
    name = serializers.CharField()
    role = serializers.CharField()
    side = serializers.CharField()


class RoomShown(serializers.Serializer[Any]):
    """How the room stands: of this device, all up to ``taken`` is taken up."""

    taken = serializers.IntegerField()
    highest = serializers.IntegerField()
    phase = serializers.CharField()
    doors_open = serializers.BooleanField()
    is_over = serializers.BooleanField()
    turns = serializers.IntegerField(help_text="How many turns stand")
    cast = SpeakerShown(many=True)


class DeviceAsked(Asked):
    device = serializers.RegexField(DEVICE, required=False, default="")


class Capture(Acting):
    """The record of one hearing while it is taken down."""

    reads = writes = Scope.CAPTURE

    @extend_schema(parameters=[DeviceAsked], responses=RoomShown)
    def get(self, request: Request, code: str) -> Response:
        """How the room stands, and what the house has of a device."""
        asked = DeviceAsked(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        hearing = _found(request.user, code)
        device = asked.validated_data["device"]
        return Response(
            _shown(hearing, Receipt(*queries.taken_of(hearing, device, request.user)))
        )

    @extend_schema(
        request=Keyed,
        responses=RoomShown,
        examples=[
            OpenApiExample(
                "A turn",
                value={
                    "device": "meja-2",
                    "sent_at": "2024-03-13T03:10:05Z",
                    "entries": [
                        {
                            "n": 1,
                            "kind": "phase",
                            "payload": {"act": "open"},
                            "made_at": "2024-03-13T03:10:00Z",
                        }
                    ],
                },
                request_only=True,
            )
        ],
    )
    @act
    def post(self, request: Request, code: str) -> Response:
        """Append to the log of a device; what was sent before is acknowledged again."""
        hearing, told = _found(request.user, code), read(Keyed, request.data)
        entries = [
            Sent(one["n"], EntryKind(one["kind"]), one["payload"], one["made_at"])
            for one in told["entries"]
        ]
        delivery = Delivery(told["device"], entries, told.get("sent_at"))
        receipt = services.receive(hearing, delivery, by=request.user, now=timezone.now())
        hearing.refresh_from_db()
        return Response(_shown(hearing, receipt))


def _found(user: User, code: str) -> Hearing:
    """A hearing that one may record; every other one is not there."""
    hearing: Hearing = get_object_or_404(queries.recordable(user), code=code)
    return hearing


def _shown(hearing: Hearing, receipt: Receipt) -> dict[str, Any]:
    phase, doors_open = queries.phase_of(hearing)
    told = {
        "taken": receipt.taken,
        "highest": receipt.highest,
        "phase": phase.value,
        "doors_open": doors_open,
        "is_over": hearing.state not in queries.RUNNING,
        "turns": queries.turns_since(hearing, 0).count(),
        "cast": [
            {"id": one.id, "name": one.name, "role": one.role, "side": one.side}
            for one in queries.cast(hearing)
        ],
    }
    return RoomShown(told).data
