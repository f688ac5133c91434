"""Fields that many forms ask for."""

from __future__ import annotations

from typing import Any

from django import forms

ITEMS_AT_MOST = 50
LONGEST_REASON = 2_000
LARGEST = 2**31 - 1


class StepField(forms.IntegerField):
    """A whole number in steps. Django asks for the step of a number of any length as a float,
    which one of hundreds of digits is too large for.
    """

    def to_python(self, value: Any) -> int | None:
        """The number, where it is one that a base could hold."""
        found: int | None = super().to_python(value)
        if found is not None and abs(found) > LARGEST:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found


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
