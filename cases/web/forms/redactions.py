"""What is asked of who redacts: where a box lies, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from cases.domain import redactions as rules
from cases.domain.redactions import WHOLE, Box
from cases.services.redactions import Ground
from cases.web.words import word

PERCENT = WHOLE // 100


class TitleForm(forms.Form):
    """Under which title the public finds the copy."""

    judul = forms.CharField(label=gettext_lazy("Judul untuk umum"), max_length=300)


class BoxForm(forms.Form):
    """A box, in percent of the page from its upper left corner: drawn, or typed."""

    halaman = forms.IntegerField(label=gettext_lazy("Halaman"), min_value=1)
    x = forms.DecimalField(label=gettext_lazy("Dari kiri (%)"), min_value=0, max_value=100)
    y = forms.DecimalField(label=gettext_lazy("Dari atas (%)"), min_value=0, max_value=100)
    lebar = forms.DecimalField(label=gettext_lazy("Lebar (%)"), min_value=0, max_value=100)
    tinggi = forms.DecimalField(label=gettext_lazy("Tinggi (%)"), min_value=0, max_value=100)
    dasar = forms.ChoiceField(label=gettext_lazy("Dasar penghitaman"))
    alasan = forms.CharField(label=gettext_lazy("Alasan"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dasar"].choices = [(code, ground_word(code)) for code in rules.grounds()]  # type: ignore[attr-defined]
        for name in ("x", "y", "lebar", "tinggi"):
            self.fields[name].widget.attrs["step"] = "0.01"

    def to_box(self) -> Box:
        """The box in ten-thousandths of the page."""
        told = self.cleaned_data
        x, y, width, height = (
            round(told[name] * PERCENT) for name in ("x", "y", "lebar", "tinggi")
        )
        return Box(told["halaman"], x, y, width, height)

    def to_ground(self) -> Ground:
        """Why it is there."""
        return Ground(self.cleaned_data["dasar"], self.cleaned_data["alasan"])


def ground_word(code: str) -> str:
    """A ground as it is chosen: its words and its provision."""
    article = rules.grounds().get(code, "")
    if code == rules.PERSONAL:
        return f"{word('redaction_ground', code)} ({article})"
    return f"{word('exemption_ground', code)} ({article})"
