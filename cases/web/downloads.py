"""Files leave through this door only, after it is known who may have them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Protocol

from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404, HttpRequest
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from cases.adapters import files
from cases.queries import public


class Paper(Protocol):
    """What the door needs to know of a paper, public or not."""

    code: str
    kind: str
    mime: str
    file: str


# A page is shown; what a browser might run or mistake is only saved.
SHOWN = frozenset({"application/pdf", "text/plain"})
FOREIGN_SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})
# What a stranger wrote may do nothing here, whatever it turns out to be.
CAGE = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
)


@require_safe
def document(request: HttpRequest, code: str) -> FileResponse:
    """A public paper, under a name that says what it is."""
    try:
        paper = public.document(code)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing
    response = sent(paper)
    response["ETag"] = f'"{paper.sha256}"'
    return response


def sent(paper: Paper) -> FileResponse:
    """The file of a paper that this reader may have.

    Raises:
        Http404: it is not made yet, or the file is gone.
    """
    suffix = PurePosixPath(paper.file).suffix
    name = f"{paper.kind}-{paper.code}{suffix}"
    return _streamed(paper.file, paper.mime, name, is_shown=paper.mime in SHOWN)


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


def _streamed(file: str, mime: str, name: str, *, is_shown: bool) -> FileResponse:
    try:
        opened = files.open_file(file)
    except files.FileMissing as gone:
        raise Http404 from gone
    kind = f"{mime}; charset=utf-8" if mime.startswith("text/") else mime
    response = FileResponse(opened, content_type=kind)
    way = content_disposition_header(as_attachment=not is_shown, filename=name)
    response["Content-Disposition"] = way or "attachment"
    return response
