"""Writing down at the door who opens a file that is not for everybody."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from cases.domain.readings import ReadAs
from cases.models import Document, FileReading, Upload
from cases.queries import readings as queries
from cases.services import readings as services
from cases.web.words import word

MOST_SHOWN = 100


def upload(request: HttpRequest, found: Upload, read_as: ReadAs) -> None:
    """An upload is opened."""
    services.note_upload(found, read_as, **_who(request))


def paper(request: HttpRequest, found: Document) -> None:
    """A paper is opened."""
    services.note_paper(found, **_who(request))


def closed(request: HttpRequest, found: Document) -> None:
    """The full copy of a transcript with closed parts is opened."""
    services.note_closed(found, **_who(request))


def rows(request: HttpRequest, found: Upload) -> list[dict[str, Any]]:
    """The latest openings of a file, as the registry sees them on its page."""
    return [_row(one) for one in queries.of_upload(request.user, found)[:MOST_SHOWN]]


def _row(one: FileReading) -> dict[str, Any]:
    return {
        "who": one.user.name,
        "at": one.read_at,
        "what": word("reading_as", one.read_as),
        "why": word("reading_why", one.why),
        "came_from": word("reading_from", one.came_from),
    }


def _who(request: HttpRequest) -> dict[str, Any]:
    """The account, the moment, and the peer; a peer that cannot be told is none."""
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:
        address = ""
    return {"by": request.user, "address": address, "now": timezone.now()}
