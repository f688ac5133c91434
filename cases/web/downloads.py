"""Files leave through this door only, after it is known who may have them."""

from __future__ import annotations

from typing import Protocol

from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404, HttpRequest
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
    path = files.path_of(paper.file) if paper.file else None
    if path is None or not path.is_file():
        raise Http404
    kind = f"{paper.mime}; charset=utf-8" if paper.mime.startswith("text/") else paper.mime
    response = FileResponse(path.open("rb"), content_type=kind)
    way = "inline" if paper.mime in SHOWN else "attachment"
    name = f"{paper.kind}-{paper.code}{path.suffix}"
    response["Content-Disposition"] = f'{way}; filename="{name}"'
    return response
