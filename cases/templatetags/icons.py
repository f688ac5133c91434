"""Icons of the shared sprite. A drawing never stands for a word: it is hidden from hearing."""

from __future__ import annotations

from html import escape

from django import template
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

SPRITE = "img/icons.svg"


@register.simple_tag
def icon(name: str) -> SafeString:
    """One sign of the sprite, beside a word that says the same."""
    return _use("icon", "0 0 20 20", name)


@register.simple_tag
def mark() -> SafeString:
    """The three strokes of the gavel."""
    return _use("mark", "0 0 24 24", "mark")


@register.simple_tag
def door(fate: str) -> SafeString:
    """The door of a fate, by its code."""
    return _use("fate__door", "0 0 16 16", f"fate-{fate}")


def _use(css: str, box: str, name: str) -> SafeString:
    place = escape(f"{static(SPRITE)}#{name}")
    return mark_safe(  # noqa: S308 -- what is not fixed in it is escaped
        f'<svg class="{css}" viewBox="{box}" aria-hidden="true"><use href="{place}"/></svg>'
    )
