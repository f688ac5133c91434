"""The numbered lines of a transcript: of each page there are twenty-five, so that they are
written here and not by a loop of the template language, which took most of a page's time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def numbered_lines(lines: Sequence[Mapping[str, Any]], code: str) -> SafeString:
    """The lines of a passage, as ``_folio.html`` names them; the first says its ``code``."""
    return mark_safe(  # noqa: S308 -- each text in it is escaped
        "".join(_line(line, code if no == 0 else "") for no, line in enumerate(lines))
    )


def _line(line: Mapping[str, Any], code: str) -> str:
    page, at = line["page"], line.get("at")
    sound = f' data-sound="{escape(line["sound"])}" data-at="{escape(at)}"' if at else ""
    lit = " data-on" if line.get("is_cited") else ""
    said = f'<span class="passage__code" aria-hidden="true">{escape(code)}</span>'
    told = " ".join(
        f'<span class="passage__{piece["voice"]}">{escape(piece["text"])}</span>'
        for piece in line["pieces"]
    )
    corrected = "".join(
        f'<a class="passage__erratum" href="#{escape(one["anchor"])}"'
        f' data-erratum="{escape(one["number"])}">'
        f'<span class="vh">{page}:{line["line"]} </span>jo. {escape(one["number"])}</a>'
        for one in line["errata"]
    )
    rest = "".join(f'<span id="{escape(also)}"></span>' for also in line["also"])
    return (
        f'<span class="ln" id="p{page}l{line["line"]}" data-n="{escape(line["shown"])}"'
        f"{sound}{lit}>{said if code else ''}{told} {corrected}</span>{rest}"
    )
