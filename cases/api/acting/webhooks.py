"""Addresses of one's programs: registered, tried out, revoked; what was sent to each."""

from __future__ import annotations

import json
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.acting.base import Acting, Handler, act
from cases.api.acting.told import Told, read
from cases.api.asking import Asked
from cases.domain.tokens import Scope
from cases.domain.webhooks import KINDS, LONGEST_ADDRESS, DeliveryState
from cases.models import Webhook, WebhookDelivery
from cases.queries import webhooks as queries
from cases.services import webhooks as services

EXAMPLE = {
    "address": "https://contoh.example/kabar",
    "kinds": ["dispute.changed", "own.letter"],
    "organisation": "yakin",
}


class WebhookStart(Told):
    """Where news are sent, which, and for whose disputes if not for all of one's own."""

    address = serializers.CharField(
        max_length=LONGEST_ADDRESS, help_text="Begins with https:// and leads outside"
    )
    kinds = serializers.ListField(
        child=serializers.ChoiceField(choices=KINDS), min_length=1, max_length=len(KINDS)
    )
    organisation = serializers.CharField(
        max_length=120, required=False, help_text="The slug of one's organisation"
    )


class WebhookShown(serializers.Serializer[Any]):
    """An address that holds. ``organisation`` is null where it hears of all one's disputes.

    ``old_secret_until``: when the secret before the present one ceases to sign, if it does so.
    """

    code = serializers.CharField()
    address = serializers.CharField()
    kinds = serializers.ListField(child=serializers.CharField())
    organisation = serializers.CharField(allow_null=True)
    created_at = serializers.DateTimeField()
    old_secret_until = serializers.DateTimeField(allow_null=True)


class WebhookMade(WebhookShown):
    """The same with the secret by which its messages are known; no other call tells it."""

    secret = serializers.CharField(required=False)


class WebhookList(serializers.Serializer[Any]):
    results = WebhookShown(many=True)


class Attempt(serializers.Serializer[Any]):
    """One try; ``status`` is null where nobody answered, and ``error`` says why."""

    no = serializers.IntegerField()
    at = serializers.DateTimeField()
    status = serializers.IntegerField(allow_null=True)
    error = serializers.CharField(allow_blank=True)


class Delivery(serializers.Serializer[Any]):
    """A message; ``code`` is its ``webhook-id``. Its words are read by the API itself."""

    code = serializers.CharField()
    kind = serializers.CharField()
    state = serializers.CharField(help_text="waiting, sent, failed or cancelled")
    created_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    next_attempt_at = serializers.DateTimeField(allow_null=True)
    attempts = Attempt(many=True)


class DeliveryPage(serializers.Serializer[Any]):
    """``next``: the code after which the next page begins, or null."""

    next = serializers.CharField(allow_null=True)
    results = Delivery(many=True)


class DeliveriesAsked(Asked):
    after = serializers.CharField(
        required=False, default="", max_length=16, help_text="The code that ended the last page"
    )
    state = serializers.ChoiceField(
        choices=[one.value for one in DeliveryState], required=False, default=""
    )


class OfWebhooks(Acting):
    """Addresses tell with whom one speaks, so they are read under the same scope."""

    reads = Scope.WEBHOOKS
    writes = Scope.WEBHOOKS


def handing_out(handler: Handler) -> Handler:
    """Add the secret to what a keyed call answered.

    No row keeps it, neither that of the address nor that of the call; a call that is repeated
    hears the one that holds.
    """

    @wraps(handler)
    def handing(view: Acting, request: Request, **told: Any) -> HttpResponse:
        answer = handler(view, request, **told)
        if answer.status_code < HTTPStatus.BAD_REQUEST:
            body = json.loads(answer.content)
            hook = queries.of_user(request.user).filter(code=body["code"]).first()
            if hook is not None:
                made = WebhookMade({**_row(hook), "secret": services.secret_of(hook)})
                answer.content = JSONRenderer().render(made.data)
        return answer

    return handing


class Webhooks(OfWebhooks):
    """One's addresses that hold, the latest first."""

    @extend_schema(operation_id="webhooks_list", responses=WebhookList)
    def get(self, request: Request) -> Response:
        """All of them: there are ten at most."""
        found = queries.of_user(request.user)
        return Response({"results": [WebhookShown(_row(one)).data for one in found]})

    @extend_schema(
        request=WebhookStart,
        responses={201: WebhookMade},
        examples=[OpenApiExample("Register", value=EXAMPLE, request_only=True)],
    )
    @handing_out
    @act
    def post(self, request: Request) -> Response:
        """Register an address. The answer holds the secret of its signatures."""
        told = read(WebhookStart, request.data)
        house = None
        if slug := told.get("organisation"):
            house = get_object_or_404(queries.organisations_of(request.user), slug=slug)
        hook, _secret = services.make(
            request.user,
            address=told["address"],
            kinds=told["kinds"],
            organisation=house,
            now=timezone.now(),
        )
        response = _answer(hook, status.HTTP_201_CREATED)
        response["Location"] = f"/api/v1/webhooks/{hook.code}/"
        return response


class WebhookDetail(OfWebhooks):
    """One address."""

    @extend_schema(responses=WebhookShown)
    def get(self, request: Request, code: str) -> Response:
        """What it hears of."""
        return Response(WebhookShown(_row(_found(request, code))).data)

    @extend_schema(responses={204: None})
    @act
    def delete(self, request: Request, code: str) -> Response:
        """Send nothing there from now on; what was sent is forgotten in its time."""
        services.revoke(_found(request, code), now=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


class WebhookSecret(OfWebhooks):
    """The secret of the signatures of one address."""

    @extend_schema(
        request=None,
        responses={201: WebhookMade},
    )
    @handing_out
    @act
    def post(self, request: Request, code: str) -> Response:
        """Draw another secret; for 24 hours messages are signed with the one before too."""
        hook, _secret = services.rotate(_found(request, code), now=timezone.now())
        return _answer(hook, status.HTTP_201_CREATED)


class Deliveries(OfWebhooks):
    """What was sent to one address."""

    @extend_schema(
        operation_id="webhooks_deliveries_list",
        parameters=[DeliveriesAsked],
        responses=DeliveryPage,
    )
    def get(self, request: Request, code: str) -> Response:
        """Fifty at a time, the latest first, each with every try."""
        asked = DeliveriesAsked(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        rows, more = queries.log_of(
            _found(request, code), after=told["after"], state=told["state"]
        )
        found = {"next": more, "results": [_sent(one) for one in rows]}
        return Response(DeliveryPage(found).data)

    @extend_schema(
        request=None,
        responses={201: Delivery},
    )
    @act
    def post(self, request: Request, code: str) -> Response:
        """Send a message that says nothing, of the kind ``test``."""
        sent = services.try_out(_found(request, code), now=timezone.now())
        return Response(Delivery(_sent(sent)).data, status=status.HTTP_201_CREATED)


class DeliveryAgain(OfWebhooks):
    """A message that is sent once more."""

    @extend_schema(
        request=None,
        responses=Delivery,
    )
    @act
    def post(self, request: Request, code: str, delivery: str) -> Response:
        """Send it again under the same ``webhook-id``, whatever became of it before.

        Refused (409) while it is on its way.
        """
        found = get_object_or_404(_found(request, code).deliveries, code=delivery)
        again = services.redeliver(found, now=timezone.now())
        return Response(Delivery(_sent(again)).data)


def _found(request: Request, code: str) -> Webhook:
    found: Webhook = get_object_or_404(queries.of_user(request.user), code=code)
    return found


def _answer(hook: Webhook, code: int) -> Response:
    return Response(WebhookMade(_row(hook)).data, status=code)


def _row(one: Webhook) -> dict[str, Any]:
    return {
        "code": one.code,
        "address": one.address,
        "kinds": one.kinds,
        "organisation": one.organisation.slug if one.organisation else None,
        "created_at": one.created_at,
        "old_secret_until": one.old_until,
    }


def _sent(one: WebhookDelivery) -> dict[str, Any]:
    return {
        "code": one.code,
        "kind": one.kind,
        "state": one.state,
        "created_at": one.created_at,
        "sent_at": one.sent_at,
        "next_attempt_at": one.next_attempt_at,
        "attempts": sorted(one.attempts.all(), key=lambda row: row.no),
    }
