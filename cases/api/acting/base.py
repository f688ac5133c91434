"""What all calls for a person share: language, door, one act for each key, no copy kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, ClassVar

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework import exceptions, status
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cases.api.acting.entering import InScope, TokenAuthentication
from cases.api.acting.told import Json
from cases.api.problems import PROBLEM, as_problem
from cases.api.rates import ByAccount, ByAddress
from cases.domain.tokens import LONGEST_KEY, Scope
from cases.services import journal, keyed_calls
from cases.services.keyed_calls import Answer

KEY = "Idempotency-Key"
KEPT_HEADERS = ("Location", "ETag")
Handler = Callable[..., Response]


class KeyNeeded(exceptions.APIException):
    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "idempotency_key_needed"


class MatchNeeded(exceptions.APIException):
    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_code = "precondition_required"


class TooLarge(exceptions.APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


class Acting(APIView):
    """A call for a person. ``reads`` and ``writes``: the scopes that its token must have."""

    authentication_classes = (TokenAuthentication,)
    permission_classes = (InScope,)
    throttle_classes = (ByAccount,)
    parser_classes = (Json,)
    reads: ClassVar[Scope] = Scope.READ
    writes: ClassVar[Scope] = Scope.READ

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer in the language that the program asks for; nobody keeps what is answered."""
        with translation.override(_language(request)):
            response = super().dispatch(request, *args, **kwargs)
            if isinstance(response, Response):
                response.render()
        response["Cache-Control"] = "no-store"
        response["Content-Language"] = _language(request)
        patch_vary_headers(response, ["Authorization", "Accept-Language"])
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        throttle = ByAddress()
        if not throttle.allow_request(request, self):
            self.throttled(request, throttle.wait())
        super().initial(request, *args, **kwargs)


def act(handler: Handler) -> Handler:
    """Let a writing call take effect once for its ``Idempotency-Key``, and answer it again."""

    @wraps(handler)
    def acting(view: Acting, request: Request, **told: Any) -> HttpResponse:
        key = request.headers.get(KEY, "")
        if not 0 < len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
            raise KeyNeeded(
                _("Sertakan header Idempotency-Key: kunci baru untuk setiap perbuatan.")
            )
        answer = keyed_calls.once(
            request.user,
            key,
            _digest(request),
            lambda: _answered(handler, view, request, told),
            now=timezone.now(),
        )
        return _as_response(answer)

    acting.is_keyed = True  # type: ignore[attr-defined]  # the schema names the header
    return acting


def revision_told(request: Request) -> int:
    """The revision that ``If-Match`` names, 0 where there is none."""
    told = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0


def _answered(handler: Handler, view: Acting, request: Request, told: Any) -> Answer:
    """What the handler says, a refusal too; what it began to write before one is undone."""
    try:
        with journal.through(request.auth.prefix), transaction.atomic():
            response = handler(view, request, **told)
    except Exception as refusal:
        found = as_problem(refusal, {})
        if found is None or found.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise  # a fault, or no room: it passes, so the same key may try again
        response = found
    body = b"" if response.data is None else JSONRenderer().render(response.data)
    headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    return Answer(response.status_code, body.decode(), headers)


def _as_response(answer: Answer) -> HttpResponse:
    kind = PROBLEM if answer.status >= 400 else "application/json"
    response = HttpResponse(answer.body, status=answer.status, content_type=kind)
    if not answer.body:
        del response["Content-Type"]
    for name, value in answer.headers.items():
        response[name] = value
    if answer.is_repeated:
        response["Idempotent-Replayed"] = "true"
    return response


def _digest(request: Request) -> str:
    try:
        body = request.body
    except RequestDataTooBig as refusal:
        raise TooLarge(_("Permintaan ini terlalu besar.")) from refusal
    told = [request.method, request.get_full_path(), request.headers.get("If-Match", "")]
    return hashlib.sha256("\n".join(map(str, told)).encode() + b"\n" + body).hexdigest()


def _language(request: HttpRequest) -> str:
    """Indonesian, unless the program asks for English first."""
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    first = asked[0][0] if asked else "id"
    return "en" if first.split("-")[0] == "en" else "id"
