"""oEmbed 1.0: what another site needs to show a card of this one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from cases.adapters import cards
from cases.queries import public
from cases.web.cards import SITE, Shared, of_dispute, of_passage, of_transcript

WIDTH, HEIGHT = 600, 320
NARROWEST, LOWEST = 240, 200
FORMS = ("json", "xml")
AGE = 86_400  # seconds for which an answer may be kept


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The card of a page of this site; 404 for what has none, 501 for another form."""
    form = request.GET.get("format", "json")
    if form not in FORMS:
        return HttpResponse(status=501)
    shared, image = _shared(request.GET.get("url", ""))
    width = _fitting(request.GET.get("maxwidth", ""), WIDTH, NARROWEST)
    height = _fitting(request.GET.get("maxheight", ""), HEIGHT, LOWEST)
    told = _told(shared, image, width, height)
    response: HttpResponse = JsonResponse(told) if form == "json" else _xml(told)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _shared(url: str) -> tuple[Shared, str]:
    """What is shared under an address of this site, and the path of its picture."""
    home = urlsplit(settings.BASE_URL)
    try:
        parts = urlsplit(url)
        if (parts.scheme, parts.netloc) != (home.scheme, home.netloc):
            raise Http404
        return _of(resolve(parts.path))
    except (Resolver404, ObjectDoesNotExist, ValueError) as nothing:
        raise Http404 from nothing


def _of(place: ResolverMatch) -> tuple[Shared, str]:
    told = place.kwargs
    if place.url_name == "dispute":
        found = public.dispute_by_slug(told["commission"], told["slug"])
        if isinstance(found, public.Moved):
            found = public.dispute_by_slug(found.commission_code, found.slug)
        if isinstance(found, public.Moved):
            raise Http404
        row = found.dispute
        image = reverse("dispute_card_image", args=[row.commission_code, row.slug])
        return of_dispute(found), f"{image}?v={row.version}"
    if place.url_name == "transcript":
        edition = public.edition(told["code"], told["edition"])
        image = reverse("transcript_card_image", args=[told["code"], told["edition"]])
        return of_transcript(edition), f"{image}?v={edition.edition.version}"
    if place.url_name == "passage":
        cited = public.passage(told["code"], told["edition"], told["place"])
        if cited.is_exact:
            return of_passage(cited), f"{cited.address}/kartu.png"
    raise Http404


def _told(shared: Shared, image: str, width: int, height: int) -> dict[str, Any]:
    card = shared.card
    title = f"{card.title}, {card.kicker}" if card.kicker else card.title
    frame = format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        f"{settings.BASE_URL}{shared.path.rstrip('/')}/kartu/",
        title,
        width,
        height,
    )
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": SITE,
        "provider_url": f"{settings.BASE_URL}/",
        "cache_age": AGE,
        "html": str(frame),
        "width": width,
        "height": height,
        "thumbnail_url": f"{settings.BASE_URL}{image}",
        "thumbnail_width": cards.SIZE[0],
        "thumbnail_height": cards.SIZE[1],
    }


def _xml(told: dict[str, Any]) -> HttpResponse:
    root = ET.Element("oembed")
    for name, value in told.items():
        ET.SubElement(root, name).text = str(value)
    body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="text/xml; charset=utf-8")


def _fitting(asked: str, usual: int, least: int) -> int:
    if not asked.isdecimal() or not asked.isascii():
        return usual
    return min(usual, max(least, int(asked[:6])))
