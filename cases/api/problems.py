"""Every refusal in one shape: problem details (RFC 9457) with ``code`` and ``article``."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import set_rollback

from cases.adapters import full, security_log
from cases.domain.errors import CaseError
from cases.domain.registration import EntryDoubtful
from cases.domain.sittings import Finding, SlotRefused
from cases.forms.words import in_tongue, refused

# What a refusal is in the words of HTTP, where it is more than a conflict.
STATUS = {
    "stale_step": HTTPStatus.PRECONDITION_FAILED,
    "idempotency_key_reused": HTTPStatus.UNPROCESSABLE_ENTITY,
    "upload_size": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "upload_quota": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "upload_no_room": HTTPStatus.INSUFFICIENT_STORAGE,
}
PROBLEM = "application/problem+json"


class FindingSerializer(serializers.Serializer[Any]):
    """What stands against a slot: ``hard`` refuses, ``soft`` is to be confirmed."""

    code = serializers.CharField()
    weight = serializers.CharField()
    text = serializers.CharField()
    basis = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """What a refusal looks like; ``errors`` names the fields that were not understood.

    ``doubts`` are the codes to send back as ``confirmed`` where a person has weighed them.
    """

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    article = serializers.CharField(required=False)
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), required=False
    )
    findings = FindingSerializer(many=True, required=False)
    doubts = serializers.ListField(child=serializers.CharField(), required=False)


def as_problem(refusal: Exception, _context: Mapping[str, Any]) -> Response | None:
    """The answer to an exception, or None where it is a fault of ours."""
    if isinstance(refusal, (Http404, ObjectDoesNotExist)):
        refusal = exceptions.NotFound()
    elif isinstance(refusal, PermissionDenied):
        refusal = exceptions.PermissionDenied()
    if isinstance(refusal, CaseError):
        status = STATUS.get(refusal.code, HTTPStatus.CONFLICT)
        return _response(status, refusal.code, refused(refusal), _more(refusal))
    if not isinstance(refusal, exceptions.APIException):
        return _no_room() if full.is_full(refusal) else None
    _watch(refusal)
    set_rollback()
    if isinstance(refusal, exceptions.ValidationError):
        told = _("Permintaan tidak dapat dipahami.")
        return _response(refusal.status_code, "invalid", told, {"errors": refusal.detail})
    headers = {}
    if told := getattr(refusal, "auth_header", ""):
        headers["WWW-Authenticate"] = told
    if isinstance(refusal, exceptions.Throttled) and refusal.wait is not None:
        headers["Retry-After"] = str(int(refusal.wait) + 1)
    code = str(refusal.get_codes())
    detail = _said().get(code, str(refusal.detail))
    return _response(refusal.status_code, code, detail, headers=headers)


def _no_room() -> Response:
    """What was sent is not saved, not even by half."""
    set_rollback()
    told = _("Penyimpanan sedang penuh. Coba lagi nanti, atau beri tahu kepaniteraan.")
    return _response(HTTPStatus.INSUFFICIENT_STORAGE, "no_room", told)


def _more(refusal: CaseError) -> dict[str, Any]:
    """What else a program can read of a refusal."""
    more: dict[str, Any] = {"article": str(refusal.article)} if refusal.article else {}
    if isinstance(refusal, SlotRefused):
        more["findings"] = [_finding(one) for one in refusal.findings]
        more["doubts"] = [one.code for one in refusal.findings]
    if isinstance(refusal, EntryDoubtful):
        more["doubts"] = [doubt.value for doubt in refusal.doubts]
    return more


def _finding(one: Finding) -> dict[str, str]:
    return {
        "code": one.code,
        "weight": one.weight.value,
        "text": in_tongue(one.text, one.text_en),
        "basis": one.basis,
    }


def _said() -> dict[str, str]:
    """What the framework refuses, in the words of the pages."""
    return {
        "method_not_allowed": _("Cara ini tidak ada di alamat ini."),
        "not_authenticated": _("Sertakan token: Authorization: Bearer …"),
        "parse_error": _("Isinya bukan JSON yang dapat dibaca."),
        "unsupported_media_type": _("Kirimkan JSON."),
        "not_acceptable": _("Jawabannya hanya JSON."),
        "not_found": _("Tidak ada di sini, atau tidak terbuka."),
        "throttled": _("Terlalu sering; coba lagi sebentar lagi."),
    }


def not_found(_request: HttpRequest, **_told: str) -> JsonResponse:
    """No such address under ``/api/``."""
    told = _("Tidak ada alamat seperti ini pada API.")
    body = _body(HTTPStatus.NOT_FOUND, "not_found", told)
    return JsonResponse(body, status=HTTPStatus.NOT_FOUND, content_type=PROBLEM)


def _response(
    status: int,
    code: str,
    detail: str,
    extra: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    body = {**_body(status, code, detail), **(extra or {})}
    return Response(body, status=status, headers=headers, content_type=PROBLEM)


def _body(status: int, code: str, detail: str) -> dict[str, Any]:
    """``about:blank``: the title is that of the status (RFC 9457, 4.2.1)."""
    title = HTTPStatus(status).phrase
    return {
        "type": "about:blank",
        "title": title,
        "status": int(status),
        "code": code,
        "detail": detail,
    }


def _watch(refusal: exceptions.APIException) -> None:
    """Write down who was refused, not what was only asked wrongly."""
    if isinstance(refusal, exceptions.Throttled):
        security_log.note(security_log.TOO_OFTEN, status=refusal.status_code)
    elif isinstance(
        refusal,
        exceptions.AuthenticationFailed | exceptions.PermissionDenied,
    ):
        security_log.note(security_log.REFUSED, status=refusal.status_code)
