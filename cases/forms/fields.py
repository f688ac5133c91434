"""Fields that many forms ask for."""

from __future__ import annotations

from typing import Any

from django import forms

ITEMS_AT_MOST = 50


def day_field(label: Any, help_text: Any = "") -> forms.DateField:
    """A local day, asked with the browser's own calendar."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
