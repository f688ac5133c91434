"""Files: opened by name and size, then sent in one piece or several, checked before use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.acting.base import Acting, act
from cases.api.acting.told import Json, Told, read
from cases.api.asking import TOLD
from cases.domain.tokens import Scope
from cases.forms.words import word
from cases.models import Upload
from cases.queries import disputes
from cases.queries import uploads as queries
from cases.services import accounts, journal
from cases.services import uploads as services

OFFSET = "Upload-Offset"


class Piece(BaseParser):
    """The bytes of a file as they come; nothing is held in memory."""

    media_type = "application/offset+octet-stream"

    def parse(self, stream: IO[bytes], *_more: Any, **_told: Any) -> IO[bytes]:
        return stream


class UploadStart(Told):
    """What is going to be sent, for which house, and into which dispute if it is for one."""

    name = serializers.CharField(max_length=300)
    size = serializers.IntegerField(min_value=0, max_value=2**50, help_text="In bytes")
    house = serializers.CharField(max_length=160, help_text="The ``key`` of a house of ``me/``")
    dispute = serializers.CharField(max_length=8, required=False)


class UploadStanding(serializers.Serializer[Any]):
    """A file on its way. It serves where ``state`` is ``clean``; ``refusal`` says why not."""

    code = serializers.CharField()
    name = serializers.CharField()
    size = serializers.IntegerField()
    received = serializers.IntegerField()
    state = serializers.CharField()
    refusal = serializers.CharField()
    sha256 = serializers.CharField()
    clean_sha256 = serializers.CharField()


class Uploads(Acting):
    """Files that one brings."""

    writes = Scope.FILING

    @extend_schema(
        request=UploadStart,
        responses={201: UploadStanding},
        examples=[
            OpenApiExample(
                "Open",
                value={"name": "KTP.pdf", "size": 48211, "house": "organisation:yakin"},
                request_only=True,
            )
        ],
    )
    @act
    def post(self, request: Request) -> Response:
        """Open an upload; its bytes are sent to the address in ``Location``."""
        told = read(UploadStart, request.data)
        dispute = None
        if code := told.get("dispute"):
            dispute = get_object_or_404(disputes.visible_to(request.user), code=code)
        known = queries.houses_for(request.user, dispute)
        house = {queries.key_of(one): one for one in known}.get(told["house"])
        if house is None:
            raise exceptions.ValidationError(
                {"house": [_("Bukan lembaga Anda; lihat “houses” pada /api/v1/me/.")]}, TOLD
            )
        found = services.begin(
            house,
            uploaded_by=request.user,
            name=told["name"],
            size=told["size"],
            dispute=dispute,
            now=timezone.now(),
        )
        response = Response(_standing(found), status=status.HTTP_201_CREATED)
        response["Location"] = f"/api/v1/uploads/{found.code}/"
        return response


class UploadDetail(Acting):
    """One file."""

    writes = Scope.FILING
    parser_classes = (Piece, Json)

    @extend_schema(responses=UploadStanding)
    def get(self, request: Request, code: str) -> Response:
        """How far it is."""
        found = get_object_or_404(queries.visible_to(request.user), code=code)
        return _response(found)

    @extend_schema(
        request={Piece.media_type: OpenApiTypes.BINARY},
        responses=UploadStanding,
        parameters=[
            OpenApiParameter(
                OFFSET,
                int,
                OpenApiParameter.HEADER,
                required=True,
                description="How many bytes came before these",
            )
        ],
    )
    def patch(self, request: Request, code: str) -> Response:
        """Send the next bytes; with the last one the file is whole and goes to its check.

        What was sent already may come again and changes nothing, so no ``Idempotency-Key``
        is asked for. ``Upload-Offset`` of the answer is where to go on.
        """
        found = get_object_or_404(queries.writable_by(request.user), code=code)
        offset = _offset(request.headers)
        if request.content_type.split(";")[0].strip() != Piece.media_type:
            raise exceptions.UnsupportedMediaType(request.content_type)
        if offset is None:
            told = _("Tidak dapat dibaca; jenisnya ada dalam skema.")
            raise exceptions.ValidationError({OFFSET: [told]}, TOLD)
        length, now = request.headers.get("Content-Length", ""), timezone.now()
        announced = int(length) if length.isascii() and length.isdigit() else None
        found = services.append(
            found, offset=offset, source=request.stream or request, length=announced, now=now
        )
        if found.received == found.size:
            actor = accounts.as_actor(request.user)
            with journal.through(request.auth.prefix):
                found = services.finish(found, actor=actor, now=now)
        return _response(found)

    @extend_schema(responses={204: None})
    @act
    def delete(self, request: Request, code: str) -> Response:
        """Take it away, unless it serves somewhere."""
        found = get_object_or_404(queries.writable_by(request.user), code=code)
        services.discard(found, actor=accounts.as_actor(request.user), now=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)


def _offset(headers: Mapping[str, str]) -> int | None:
    told = headers.get(OFFSET, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None


def _response(found: Upload) -> Response:
    return Response(_standing(found), headers={OFFSET: str(found.received)})


def _standing(found: Upload) -> dict[str, Any]:
    told = {
        "code": found.code,
        "name": found.name,
        "size": found.size,
        "received": found.received,
        "state": found.state,
        "refusal": word("upload_refusal", found.refusal) if found.refusal else "",
        "sha256": found.sha256,
        "clean_sha256": found.clean_sha256,
    }
    return UploadStanding(told).data
