"""Which page of a list is asked for, and the way to the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

LONGEST = 6  # digits; no list of ours has a page beyond
NEAR = 3  # pages shown on either side


def asked(request: HttpRequest) -> int:
    """The page that ``hal`` names; the first where it names none."""
    return read(request.GET.get("hal", ""))


def read(told: str) -> int:
    """A page number as somebody typed it; the first where it is none."""
    is_number = told.isascii() and told.isdigit() and len(told) <= LONGEST
    return max(int(told), 1) if is_number else 1


def pages(
    page: int, count: int, query: Callable[[int], str] = "hal={}".format
) -> dict[str, Any] | None:
    """The context of ``_pages.html``; nothing where there is only one page."""
    if count < 2:
        return None
    return {
        "numbers": [
            {"label": str(no), "address": f"?{query(no)}", "is_current": no == page}
            for no in range(max(1, page - NEAR), min(count, page + NEAR) + 1)
        ],
        "previous": f"?{query(page - 1)}" if page > 1 else "",
        "next": f"?{query(page + 1)}" if page < count else "",
        "summary": _("Halaman %(page)s dari %(count)s") % {"page": page, "count": count},
    }
