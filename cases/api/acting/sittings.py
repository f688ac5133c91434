"""Hearings as the registry plans them, and the release that makes them known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.acting.base import Acting, act
from cases.api.acting.told import Told, read, refuse_form
from cases.api.asking import TOLD
from cases.domain import vocabulary
from cases.domain.notices import PARTIES
from cases.domain.tokens import Scope
from cases.forms.sittings import CLOSED, OPEN, SlotForm
from cases.models import Commission, Dispute, Hearing, Room
from cases.queries import access, panels
from cases.queries import sittings as planned
from cases.services import releases, sittings


class SlotTold(Told):
    """A hearing to be planned: local day and hours of the commission."""

    kind = serializers.ChoiceField(choices=list(vocabulary.terms("hearing_kind")))
    held_on = serializers.DateField()
    starts = serializers.TimeField()
    ends = serializers.TimeField()
    agenda = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=1000
    )
    room = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=120,
        help_text="The name of a room of the commission",
    )
    place = serializers.CharField(required=False, default="", allow_blank=True, max_length=300)
    mode = serializers.ChoiceField(
        choices=list(vocabulary.terms("hearing_mode")), required=False, default="langsung"
    )
    link = serializers.CharField(required=False, default="", allow_blank=True, max_length=300)
    is_public = serializers.BooleanField(required=False, default=True)
    registrar = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=120, help_text="A slug"
    )
    caucus_with = serializers.ChoiceField(
        choices=[side.value for side in PARTIES], required=False, default="", allow_blank=True
    )
    together = serializers.ListField(
        child=serializers.CharField(max_length=8),
        required=False,
        default=list,
        max_length=20,
        help_text="The codes of disputes that are heard with this one",
    )
    confirmed = serializers.ListField(
        child=serializers.CharField(max_length=60),
        required=False,
        default=list,
        max_length=30,
        help_text="The codes of findings that a person has weighed",
    )


class Planned(serializers.Serializer[Any]):
    """A hearing as the registry plans it; ``is_released``: people were told of it."""

    code = serializers.CharField()
    kind = serializers.CharField()
    state = serializers.CharField()
    held_on = serializers.DateField()
    starts_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)
    room = serializers.CharField(allow_blank=True)
    place = serializers.CharField(allow_blank=True)
    is_public = serializers.BooleanField()
    is_released = serializers.BooleanField()
    disputes = serializers.ListField(child=serializers.CharField())


class PlannedList(serializers.Serializer[Any]):
    results = Planned(many=True)


class DropTold(Told):
    """Why a hearing is cancelled; a draft needs no reason."""

    reason = serializers.CharField(required=False, default="", allow_blank=True, max_length=500)


class ReleaseTold(Told):
    commission = serializers.CharField(max_length=40)
    hearings = serializers.ListField(
        child=serializers.CharField(max_length=8), allow_empty=False, max_length=200
    )


SLOT = OpenApiExample(
    "Plan",
    value={
        "kind": "pemeriksaan_awal",
        "held_on": "2024-06-12",
        "starts": "09:00",
        "ends": "11:00",
        "room": "Ruang Sidang 1",
    },
    request_only=True,
)
# Our names of a slot beside those of its form.
SLOT_NAMES = {
    "kind": "jenis",
    "held_on": "hari",
    "starts": "mulai",
    "ends": "selesai",
    "agenda": "agenda",
    "room": "ruang",
    "place": "tempat",
    "mode": "cara",
    "link": "tautan",
    "is_public": "sifat",
    "registrar": "panitera",
    "caucus_with": "pihak",
    "together": "bersama",
}


class Hearings(Acting):
    """Hearings of a dispute, as its registry plans them."""

    reads = writes = Scope.REGISTRY

    @extend_schema(request=SlotTold, responses={201: Planned}, examples=[SLOT])
    @act
    def post(self, request: Request, code: str) -> Response:
        """Draft a hearing; nobody is told before its release."""
        kept = access.disputes_kept_by(request.user).prefetch_related("numbers")
        dispute = get_object_or_404(kept, code=code)
        form = _slot(request, dispute.commission, dispute)
        together = [dispute, *form.together()]
        who = {"by": request.user, "now": timezone.now()}
        hearing = sittings.draft(together, form.to_wanted(), **who)
        return Response(_planned(hearing), status=status.HTTP_201_CREATED)


class HearingPlan(Acting):
    """A hearing that is planned or announced."""

    reads = writes = Scope.REGISTRY

    @extend_schema(responses=Planned)
    def get(self, request: Request, code: str) -> Response:
        """As it stands."""
        return Response(_planned(_hearing(request, code)))

    @extend_schema(request=SlotTold, responses=Planned, examples=[SLOT])
    @act
    def put(self, request: Request, code: str) -> Response:
        """Put it on another day, hour or place: a new draft stands for it, with its own code.

        The code is the condition: what was moved meanwhile is not there any more (404, 409).
        """
        hearing = _hearing(request, code)
        form = _slot(request, hearing.commission, None)
        who = {"by": request.user, "now": timezone.now()}
        return Response(_planned(sittings.move(hearing, form.to_wanted(), **who)))

    @extend_schema(request=DropTold, responses={204: None})
    @act
    def delete(self, request: Request, code: str) -> Response:
        """Drop a draft, or cancel with the next release what people were told of."""
        told = read(DropTold, request.data or {})
        who = {"by": request.user, "now": timezone.now()}
        sittings.drop(_hearing(request, code), reason=told["reason"], **who)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Releases(Acting):
    """The release of the calendar."""

    reads = writes = Scope.REGISTRY

    @extend_schema(
        request=ReleaseTold,
        responses={201: PlannedList},
        examples=[
            OpenApiExample(
                "Release",
                value={"commission": "kip", "hearings": ["BCDFGHJK"]},
                request_only=True,
            )
        ],
    )
    @act
    def post(self, request: Request) -> Response:
        """Make drafts known in one act: parties are told, calendars and the agenda change."""
        told = read(ReleaseTold, request.data)
        house = get_object_or_404(planned.kept_by(request.user), code=told["commission"])
        known = {one.hearing.code: one.hearing for one in planned.unreleased(house)}
        if unknown := [code for code in told["hearings"] if code not in known]:
            sentence = _("Tidak menunggu rilis: %(codes)s.") % {"codes": ", ".join(unknown)}
            raise exceptions.ValidationError({"hearings": [sentence]}, TOLD)
        chosen = [known[code] for code in dict.fromkeys(told["hearings"])]
        made = releases.release(house, chosen, by=request.user, now=timezone.now())
        found = {"results": [_planned(one) for one in made]}
        return Response(found, status=status.HTTP_201_CREATED)


def _hearing(request: Request, code: str) -> Hearing:
    hearing: Hearing = get_object_or_404(planned.hearings_kept_by(request.user), code=code)
    return hearing


def _slot(request: Request, commission: Commission, dispute: Dispute | None) -> SlotForm:
    """The slot as its form reads it, so that page and program are refused alike.

    Raises:
        ValidationError: it is no slot.
    """
    told = read(SlotTold, request.data)
    people = panels.registrars(commission, timezone.localdate())
    joinable = planned.joinable(dispute) if dispute else None
    form = SlotForm(
        _filled_in(told, commission, people, joinable),
        commission=commission,
        registrars=people,
        joinable=joinable,
    )
    refuse_form(form, {ours: name for name, ours in SLOT_NAMES.items()})
    if told["together"] and len(form.together()) != len(set(told["together"])):
        sentence = _("Tidak dapat disidangkan bersama sengketa ini.")
        raise exceptions.ValidationError({"together": [sentence]}, TOLD)
    return form


def _filled_in(
    told: Mapping[str, Any], commission: Commission, people: Any, joinable: Any
) -> QueryDict:
    """Rooms, people and disputes by their names; the form knows them by their keys."""
    data = QueryDict(mutable=True)
    for name, ours in SLOT_NAMES.items():
        if name not in {"room", "registrar", "together", "is_public"}:
            data[ours] = str(told[name])
    data["sifat"] = OPEN if told["is_public"] else CLOSED
    if told["room"]:
        rooms = Room.objects.filter(commission=commission)
        data["ruang"] = _key_of(rooms, "room", name=told["room"])
    if told["registrar"]:
        data["panitera"] = _key_of(people, "registrar", slug=told["registrar"])
    if told["together"] and joinable is not None:
        found = joinable.filter(code__in=told["together"]).values_list("pk", flat=True)
        data.setlist("bersama", [str(pk) for pk in found])
    if told["confirmed"]:
        data["keraguan"], data["pasti"] = ",".join(told["confirmed"]), "on"
    return data


def _key_of(rows: Any, field: str, **asked: str) -> str:
    found = rows.filter(**asked).first()
    if found is None:
        sentence = _("Tidak ada di antara pilihannya.")
        raise exceptions.ValidationError({field: [sentence]}, TOLD)
    return str(found.pk)


def _planned(hearing: Hearing) -> dict[str, Any]:
    told = {
        "code": hearing.code,
        "kind": hearing.kind,
        "state": hearing.state,
        "held_on": hearing.held_on,
        "starts_at": hearing.planned_at,
        "ends_at": hearing.planned_until,
        "room": hearing.room.name if hearing.room else "",
        "place": hearing.place,
        "is_public": hearing.is_public,
        "is_released": hearing.announced_at is not None,
        "disputes": list(hearing.disputes.order_by("pk").values_list("code", flat=True)),
    }
    return Planned(told).data
