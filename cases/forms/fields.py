"""Fields that many forms ask for."""

from __future__ import annotations

from typing import Any

from django import forms

ITEMS_AT_MOST = 50
LONGEST_REASON = 2_000


def day_field(label: Any, help_text: Any = "") -> forms.DateField:
    """A local day, asked with the browser's own calendar."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


def area(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    """A text of some lines."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
