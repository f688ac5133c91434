"""Files leave through this door only, after it is known who may have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Protocol

from django.core.exceptions import ObjectDoesNotExist
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from cases.adapters import files, sealed_files
from cases.domain.sounds import MIME, SUFFIX
from cases.queries import public


class Paper(Protocol):
    """What the door needs to know of a paper, public or not."""

    code: str
    kind: str
    mime: str
    file: str


RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
BLOCK = 256 * 1024
# A page is shown; what a browser might run or mistake is only saved.
SHOWN = frozenset({"application/pdf", "text/plain"})
FOREIGN_SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})
# What a stranger wrote may do nothing here, whatever it turns out to be.
CAGE = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
)


@require_safe
def document(request: HttpRequest, code: str) -> HttpResponseBase:
    """A public paper, under a name that says what it is; not again while it is the same."""
    try:
        paper = public.document(code)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing
    tag = f'"{paper.sha256}"'
    if paper.file and (known := get_conditional_response(request, etag=tag)):
        return known
    response = sent(paper)
    response["ETag"] = tag
    return response


def sent(paper: Paper) -> FileResponse:
    """The file of a paper that this reader may have.

    Raises:
        Http404: it is not made yet, or the file is gone.
    """
    return _streamed(paper.file, paper.mime, name_of(paper), is_shown=paper.mime in SHOWN)


def name_of(paper: Paper) -> str:
    """Under which name a paper is saved."""
    return f"{paper.kind}-{paper.code}{PurePosixPath(paper.file).suffix}"


def foreign(file: str, mime: str, name: str) -> FileResponse:
    """A file that somebody brought: shown only if it is a page or a picture, and caged.

    Raises:
        Http404: the file is gone.
    """
    response = _streamed(file, mime, name, is_shown=mime in FOREIGN_SHOWN)
    response["Content-Security-Policy"] = CAGE
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def led(request: HttpRequest, file: str, mime: str, name: str) -> HttpResponse | None:
    """The way to a file in the bucket, to be saved; None where it leaves through this house.

    What is sealed is opened here and nowhere else. A HEAD would not fit the signature.

    Raises:
        Http404: the file is gone.
    """
    if request.method != "GET" or sealed_files.is_sealed(file):
        return None
    way = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    address = files.address_of(file, mime=mime, disposition=way)
    if not address:
        return None
    if not files.exists(file):
        raise Http404
    response = HttpResponseRedirect(address)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def dump(file: str, mime: str, name: str) -> FileResponse:
    """A file of the open data; whoever keeps it asks whether it is still the newest.

    Raises:
        Http404: the file is gone.
    """
    response = _streamed(file, mime, name, is_shown=False)
    response["Cache-Control"] = "no-cache"
    return response


def ranged(
    request: HttpRequest, file: str, mime: str, name: str, sha256: str
) -> StreamingHttpResponse:
    """A sound that somebody may hear, whole or the one range that is asked for (RFC 9110, 14).

    Raises:
        Http404: the file is gone.
    """
    return _ranged(request, foreign(file, mime, name), name, sha256)


def public_sound(request: HttpRequest, sound: public.Sound) -> StreamingHttpResponse:
    """A sound of this house that everybody may hear; whoever keeps it asks whether it still is.

    Raises:
        Http404: the file is gone.
    """
    name = f"{sound.code}.{SUFFIX}"
    response = _streamed(sound.file, MIME, name, is_shown=True)
    response["Cache-Control"] = "no-cache"
    return _ranged(request, response, name, sound.sha256)


def _ranged(
    request: HttpRequest, response: FileResponse, name: str, sha256: str
) -> StreamingHttpResponse:
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=False, filename=name
    )
    response["ETag"], response["Accept-Ranges"] = f'"{sha256}"', "bytes"
    response["Content-Encoding"] = "identity"  # sound packed again would have other places
    size = int(response["Content-Length"])
    wanted = _wanted(request, response["ETag"], size)
    if wanted is None:
        return response
    first, last = wanted
    if first > last:
        response.close()
        refused = StreamingHttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    part = StreamingHttpResponse(
        _part(response, first, last), status=206, headers=dict(response.items())
    )
    part["Content-Range"] = f"bytes {first}-{last}/{size}"
    part["Content-Length"] = str(last - first + 1)
    return part


def _wanted(request: HttpRequest, tag: str, size: int) -> tuple[int, int] | None:
    """The first and last byte asked for; None: the whole. First after last: none of them."""
    asked = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or request.headers.get("If-Range", tag) != tag:
        return None
    start, end = asked.groups()
    if not start and not end:
        return None
    if not start:
        return (max(size - int(end), 0), size - 1) if int(end) else (1, 0)
    last = min(int(end), size - 1) if end else size - 1
    return (int(start), last) if int(start) < size else (1, 0)


def _part(response: FileResponse, first: int, last: int) -> Iterator[bytes]:
    file = response.file_to_stream
    try:
        file.seek(first)
        left = last - first + 1
        while left and (piece := file.read(min(left, BLOCK))):
            left -= len(piece)
            yield piece
    finally:
        response.close()


def _streamed(file: str, mime: str, name: str, *, is_shown: bool) -> FileResponse:
    try:
        opened = sealed_files.open_file(file)
    except files.FileMissing as gone:
        raise Http404 from gone
    kind = f"{mime}; charset=utf-8" if mime.startswith("text/") else mime
    response = FileResponse(opened, content_type=kind)
    way = content_disposition_header(as_attachment=not is_shown, filename=name)
    response["Content-Disposition"] = way or "attachment"
    return response
