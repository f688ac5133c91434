"""Words outside the hearing: recorded by the registry, read by a second person."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.acting.base import Acting, act
from cases.api.acting.told import Told, read, refuse_form
from cases.domain.admissions import Medium
from cases.domain.tokens import Scope
from cases.forms.statements import LANGUAGES, RENDERINGS, StatementForm
from cases.models import Dispute, Person, PublicStatement
from cases.queries import access
from cases.queries import admissions as queries
from cases.services import accounts, parties
from cases.services import admissions as services

# Our names beside those of the form.
NAMES = {
    "speaker": "nama",
    "capacity": "kapasitas",
    "said_on": "tanggal",
    "place": "tempat",
    "rendering": "bentuk",
    "text": "teks",
    "text_en": "teks_en",
    "language": "bahasa",
    "question": "pertanyaan",
    "note": "catatan",
    "outlet": "media",
    "medium": "jenis",
    "url": "alamat",
    "published_on": "terbit",
}


def _text(most: int = 20_000) -> serializers.CharField:
    return serializers.CharField(required=False, default="", allow_blank=True, max_length=most)


class StatementTold(Told):
    """Words as they were published. The address of the publication is never opened here."""

    speaker = serializers.CharField(
        max_length=200, help_text="The name; somebody known to the dispute is found by it"
    )
    capacity = _text(300)
    said_on = serializers.DateField()
    place = _text(300)
    rendering = serializers.ChoiceField(choices=[code for code, _word in RENDERINGS])
    text = serializers.CharField(max_length=20_000)
    text_en = _text()
    language = serializers.ChoiceField(
        choices=[code for code, _word in LANGUAGES], required=False, default="id"
    )
    question = _text()
    note = _text()
    outlet = serializers.CharField(max_length=200)
    medium = serializers.ChoiceField(choices=[one.value for one in Medium])
    url = _text(1000)
    published_on = serializers.DateField(required=False, allow_null=True, default=None)


class StatementShown(serializers.Serializer[Any]):
    """A statement; the public reads it when ``state`` is ``reviewed``."""

    code = serializers.CharField()
    state = serializers.CharField(help_text="waits, reviewed or refused")
    reason = serializers.CharField(allow_blank=True, help_text="Why it was refused")
    speaker = serializers.CharField()
    capacity = serializers.CharField(allow_blank=True)
    said_on = serializers.DateField()
    text = serializers.CharField()
    outlet = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True)


class StatementPage(serializers.Serializer[Any]):
    results = StatementShown(many=True)


class ReviewTold(Told):
    """What a second person says of it."""

    accepted = serializers.BooleanField()
    reason = _text()


class Statements(Acting):
    """The statements outside the hearings of a dispute of one's registry."""

    reads = writes = Scope.STATEMENTS

    @extend_schema(operation_id="registry_statements_list", responses=StatementPage)
    def get(self, request: Request, code: str) -> Response:
        """All of them, those that nobody reviewed too."""
        found = queries.statements_of(_kept(request, code))
        return Response({"results": [_shown(one) for one in found]})

    @extend_schema(
        request=StatementTold,
        responses={201: StatementShown},
        examples=[
            OpenApiExample(
                "Press",
                value={
                    "speaker": "Hasyim Asy'ari",
                    "said_on": "2024-02-16",
                    "rendering": "quoted",
                    "text": "Server Sirekap ada di Indonesia.",
                    "outlet": "Kabar Harian",
                    "medium": "online",
                    "url": "https://kabar.example/sirekap",
                },
                request_only=True,
            )
        ],
    )
    @act
    def post(self, request: Request, code: str) -> Response:
        """Record words; the public reads them after somebody else has reviewed them."""
        dispute, told = _kept(request, code), read(StatementTold, request.data)
        form = _form(dispute, told)
        who = {"actor": accounts.as_actor(request.user), "now": timezone.now()}
        person: Person = form.cleaned_data["orang"] or parties.add_person(
            form.cleaned_data["nama"], **who
        )
        made = services.record_statement([dispute], person, form.to_details(), **who)
        found = get_object_or_404(queries.statements_of(dispute), code=made.code)
        return Response(_shown(found), status=status.HTTP_201_CREATED)


class StatementReview(Acting):
    """The second person."""

    reads = writes = Scope.STATEMENTS

    @extend_schema(
        request=ReviewTold,
        responses=StatementShown,
        examples=[OpenApiExample("Confirm", value={"accepted": True}, request_only=True)],
    )
    @act
    def post(self, request: Request, code: str, statement: str) -> Response:
        """Confirm a statement that somebody else recorded, or refuse it with a reason."""
        rows = queries.statements_of(_kept(request, code))
        found, told = get_object_or_404(rows, code=statement), read(ReviewTold, request.data)
        who = {"reviewer": accounts.as_actor(request.user), "now": timezone.now()}
        if told["accepted"]:
            services.review(found, **who)
        else:
            services.refuse(found, reason=told["reason"], **who)
        return Response(_shown(get_object_or_404(rows.all(), code=statement)))


def _kept(request: Request, code: str) -> Dispute:
    """A dispute of one's own registry; every other one is not there."""
    rows = access.disputes_kept_by(request.user).prefetch_related("numbers")
    dispute: Dispute = get_object_or_404(rows, code=code)
    return dispute


def _form(dispute: Dispute, told: dict[str, Any]) -> StatementForm:
    """The statement as its form reads it.

    Raises:
        ValidationError: it is none.
    """
    data = QueryDict(mutable=True)
    for name, ours in NAMES.items():
        data[ours] = "" if told[name] is None else str(told[name])
    known = queries.people_of(dispute).filter(name=told["speaker"]).first()
    if known is not None:
        data["orang"] = str(known.pk)
    form = StatementForm(data, dispute=dispute)
    refuse_form(form, {ours: name for name, ours in NAMES.items()} | {"orang": "speaker"})
    return form


def _shown(found: PublicStatement) -> dict[str, Any]:
    refusal = getattr(found, "refusal", None)
    told = {
        "code": found.code,
        "state": "refused" if refusal else "reviewed" if found.reviewed_by else "waits",
        "reason": refusal.reason if refusal else "",
        "speaker": found.person.name,
        "capacity": found.capacity,
        "said_on": found.said_on,
        "text": found.text,
        "outlet": found.outlet,
        "url": found.url,
    }
    return StatementShown(told).data
