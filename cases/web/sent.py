"""Files that are made when they are asked for."""

from __future__ import annotations

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response


def once(request: HttpRequest, body: bytes, kind: str, name: str) -> HttpResponse:
    """A file that need not be sent again while it is the same."""
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["ETag"] = f'"{sha256(body).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    return answer or response
