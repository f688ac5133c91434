"""What a page says to machines: linked data, and addresses as the world sees them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from cases.domain import linked
from cases.domain.open_data import Export, Licence
from cases.domain.publication.bodies import DisputeBody

register = template.Library()

# Inside a script nothing is escaped but what could end it (HTML, 13.2.5.15).
UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@register.simple_tag
def linked_dispute(row: linked.Case, case: DisputeBody) -> SafeString:
    """The JSON-LD of a case page."""
    return _script(linked.dispute(row, case, base=settings.BASE_URL))


@register.simple_tag
def linked_hearing(sitting: Any) -> SafeString:
    """The JSON-LD of a hearing page; ``sitting`` with its ``row`` and ``body``."""
    paths = [
        reverse("dispute", args=[one.commission_code, one.slug])
        for one in sitting.body.disputes
    ]
    return _script(linked.hearing(sitting.row, paths, base=settings.BASE_URL))


@register.simple_tag
def linked_transcript(found: Any) -> SafeString:
    """The JSON-LD of a transcript; ``found`` with ``edition``, ``body`` and ``hearing``."""
    told = linked.transcript(
        found.edition, found.body, found.hearing.code, base=settings.BASE_URL
    )
    return _script(told)


@register.simple_tag
def linked_dataset(licence: Licence, made: Export | None) -> SafeString:
    """The JSON-LD of the open data."""
    return _script(linked.dataset(licence, made, base=settings.BASE_URL))


@register.simple_tag
def world(path: str) -> str:
    """The whole address of a path of this site."""
    return f"{settings.BASE_URL}{path}"


@register.simple_tag
def oembed(path: str, form: str) -> str:
    """Where a page tells how it is embedded."""
    query = urlencode({"url": f"{settings.BASE_URL}{path}", "format": form})
    return f"{settings.BASE_URL}{reverse('oembed')}?{query}"


def _script(told: linked.Linked) -> SafeString:
    text = json.dumps(told, ensure_ascii=False).translate(UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 -- escaped above
