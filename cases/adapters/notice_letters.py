"""Notices in words: the templates of ``templates/email`` in the language of the reader.

What people wrote is only ever a value of a template, never a template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from cases.domain.notices import NoticeKind

UNSUBSCRIBE = "/berhenti/"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in words; ``subject`` is one line."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of news in a digest: what its own subject would be, and where it leads."""

    text: str
    address: str


def subject(kind: NoticeKind, payload: Mapping[str, Any], language: str) -> str:
    """What a notice is about, in one line."""
    with translation.override(language):
        return _line(f"email/{kind}_subject.txt", _context(payload))


def write(
    kind: NoticeKind,
    payload: Mapping[str, Any],
    language: str,
    *,
    has_account: bool = True,
    unsubscribe: str = "",
    news: Sequence[tuple[NoticeKind, Mapping[str, Any]]] = (),
) -> Letter:
    """The whole message; ``news`` are the notices that a digest gathers."""
    lines = [
        Line(subject(one, told, language), f"{settings.BASE_URL}{told.get('address', '')}")
        for one, told in news
    ]
    context = _context(payload) | {
        "has_account": has_account,
        "unsubscribe": unsubscribe,
        "news": lines,
    }
    with translation.override(language):
        title = _line(f"email/{kind}_subject.txt", context)
        context["title"] = title
        return Letter(
            subject=title,
            text=render_to_string(f"email/{kind}.txt", context).strip() + "\n",
            html=render_to_string(f"email/{kind}.html", context),
        )


def unsubscribe_address(token: str) -> str:
    """Where one click ends messages of a kind."""
    return f"{settings.BASE_URL}{UNSUBSCRIBE}{token}/"


def _context(payload: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **payload,
        "base_url": settings.BASE_URL,
        "link": f"{settings.BASE_URL}{payload.get('address', '/meja/')}",
        "commission": getattr(settings, "COMMISSION_NAME", "Komisi Informasi Pusat"),
        "is_demo": settings.DEMO,
    }


def _line(template: str, context: Mapping[str, Any]) -> str:
    return " ".join(render_to_string(template, dict(context)).split())
