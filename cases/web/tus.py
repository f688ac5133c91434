"""Uploads that survive a bad line: begin, go on from the offset that the house names.

The words of the tus protocol are used (``Upload-Length``, ``Upload-Offset``), so that a client
of it finds its way; only what the house's own script needs is there.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from cases.domain import uploads as rules
from cases.domain.errors import CaseError
from cases.domain.uploads import UploadState
from cases.models import Upload
from cases.queries import disputes
from cases.queries import uploads as queries
from cases.services import uploads
from cases.web import uploading
from cases.web.words import refused, word

LENGTH, OFFSET, METADATA = "Upload-Length", "Upload-Offset", "Upload-Metadata"
PIECE = "application/offset+octet-stream"
STATUS: Mapping[type[CaseError], int] = {
    rules.WrongSize: 413,
    rules.QuotaFull: 413,
    rules.NoRoom: 507,
    rules.WrongOffset: 409,
    rules.NotReceiving: 409,
    rules.Unfinished: 409,
    rules.PartBusy: 423,
}


def begin(request: HttpRequest) -> HttpResponse:
    """Open an upload as the headers describe it: 201, and where to send its bytes."""
    told = _metadata(request)
    mine = disputes.visible_to(request.user)
    code = told.get("dispute", "")
    dispute = get_object_or_404(mine, code=code) if code else None
    known = queries.houses_for(request.user, dispute)
    house = {queries.key_of(one): one for one in known}.get(told.get("house", ""))
    size = _number(request.headers.get(LENGTH))
    if house is None or size is None:
        return JsonResponse({"code": "bad_request"}, status=400)
    try:
        found = uploads.begin(
            house,
            uploaded_by=request.user,
            name=told.get("name", ""),
            size=size,
            dispute=dispute,
            now=timezone.now(),
        )
    except CaseError as refusal:
        return problem(refusal)
    response = told_of(found, status=201)
    response["Location"] = reverse("upload", args=[found.code])
    return response


def append(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Add the body at its offset; with the last byte the upload is finished."""
    offset = _number(request.headers.get(OFFSET))
    if request.content_type != PIECE:
        return JsonResponse({"code": "wrong_type"}, status=415)
    if offset is None:
        return JsonResponse({"code": "bad_request"}, status=400)
    length = _number(request.headers.get("Content-Length"))
    now = timezone.now()
    try:
        upload = uploads.append(upload, offset=offset, source=request, length=length, now=now)
        if upload.received == upload.size:
            upload = uploads.finish(upload, actor=uploading.actor(request), now=now)
    except CaseError as refusal:
        return problem(refusal)
    return told_of(upload, status=200)


def told_of(upload: Upload, *, status: int = 200) -> HttpResponse:
    """How an upload is, for the script: in the headers how far, in the body in words."""
    body = {
        "code": upload.code,
        "state": upload.state,
        "word": word("upload_state", upload.state),
        "said": uploading.refusal(upload),
        "is_final": upload.state in {UploadState.CLEAN, UploadState.REFUSED},
    }
    response = JsonResponse(body, status=status)
    response[OFFSET] = str(upload.received)
    response[LENGTH] = str(upload.size)
    return response


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, and not a person."""
    return request.headers.get("Accept", "") == "application/json"


def problem(refusal: CaseError) -> JsonResponse:
    """A refusal as the script reads it."""
    status = STATUS.get(type(refusal), 400)
    response = JsonResponse({"code": refusal.code, "detail": refused(refusal)}, status=status)
    if isinstance(refusal, rules.WrongOffset):
        response[OFFSET] = str(refusal.offset)
    return response


def _metadata(request: HttpRequest) -> dict[str, str]:
    """``name <base64>,house <base64>``; what cannot be read is not there."""
    found = {}
    for pair in request.headers.get(METADATA, "").split(","):
        key, _space, packed = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(packed, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
    return found


def _number(told: str | None) -> int | None:
    return int(told) if told and told.isascii() and told.isdigit() and len(told) < 16 else None
