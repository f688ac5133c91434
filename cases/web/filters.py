"""The form that narrows a list or a page of figures: a few selects, sent by the address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.queries import public


def chosen(
    parameter: str, label: str, every: str, options: Iterable[tuple[str, str]], value: str
) -> dict[str, Any]:
    """One select of ``_filter.html``; what is chosen stays in it though nothing answers."""
    known = list(options)
    if value and value not in {code for code, _name in known}:
        known.append((value, value))
    return {
        "parameter": parameter,
        "label": label,
        "all": every,
        "options": known,
        "chosen": value,
    }


def of_slice(asked: public.Slice, choices: public.SliceChoices) -> list[dict[str, Any]]:
    """Commission and year; a party only where the address names one."""
    parties = (
        ("badan", _("Badan publik"), _("semua badan"), asked.body),
        ("pemohon", _("Pemohon"), _("semua pemohon"), asked.organisation),
    )
    return [
        *(chosen(name, label, every, (), slug) for name, label, every, slug in parties if slug),
        commission(((one.value, one.name) for one in choices.commissions), asked.commission),
        chosen(
            "tahun",
            _("Tahun register"),
            _("semua tahun"),
            ((one.value, one.name) for one in choices.years),
            str(asked.year or ""),
        ),
    ]


def commission(options: Iterable[tuple[str, str]], value: str) -> dict[str, Any]:
    return chosen("komisi", _("Komisi"), _("semua Komisi"), options, value)


def form(action: str, lists: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The context of ``_filter.html``."""
    return {
        "action": action,
        "lists": lists,
        "is_narrowed": any(one["chosen"] for one in lists),
    }
