"""What is asked of who certifies a transcript, corrects it, or orders another edition."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.services.transcripts import Correction, OrderDetails

LONG = {"rows": 3}
CHOOSING = "pilih_%s"  # ids of a form that chooses, beside the one that writes
PLACE = re.compile(r"(\d{1,5}):(\d{1,2})(?:\s*[-–]\s*(?:(\d{1,5}):)?(\d{1,2}))?")
Places = tuple[tuple[int, int], tuple[int, int]]


class PlaceField(forms.CharField):
    """Lines of an edition, as 3:12, 3:12-14 or 3:24-4:2; cleaned: both ends as (page, line)."""

    def to_python(self, value: Any) -> Any:
        """Both ends.

        Raises:
            ValidationError: it is no place.
        """
        text = str(super().to_python(value) or "").strip()
        if not text:
            return None
        found = PLACE.fullmatch(text)
        if found is None:
            raise forms.ValidationError(_("Tuliskan sebagai halaman:baris, misalnya 3:12-14."))
        page, line = int(found[1]), int(found[2])
        if found[4] is None:
            return (page, line), (page, line)
        return (page, line), (int(found[3] or page), int(found[4]))

    def clean(self, value: Any) -> Any:
        found = self.to_python(value)
        if found is None and self.required:
            raise forms.ValidationError(self.error_messages["required"])
        return found


class FreezeForm(forms.Form):
    """Why a draft is frozen in spite of warnings."""

    alasan = forms.CharField(
        label=_("Mengapa dibekukan meskipun ada peringatan"),
        help_text=_("Dicatat dalam jurnal bersama daftar peringatannya."),
        widget=forms.Textarea(attrs=LONG),
        max_length=2000,
    )

    def __init__(self, *args: Any, has_warnings: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_warnings:
            del self.fields["alasan"]


class ApproveForm(forms.Form):
    """Why a member acts for the chair."""

    alasan = forms.CharField(
        label=_("Mengapa Anda bertindak untuk ketua majelis"),
        widget=forms.Textarea(attrs=LONG),
        max_length=1000,
    )

    def __init__(self, *args: Any, is_chair: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_chair:
            del self.fields["alasan"]


class LinesForm(forms.Form):
    """Which lines are looked at."""

    baris = PlaceField(
        label=_("Halaman dan baris"), help_text=_("misalnya 3:12, 3:12-14 atau 3:24-4:2")
    )


class ErratumForm(LinesForm):
    """An erratum: where, how it is to be read, why, and by whose order."""

    bacaan = forms.CharField(
        label=_("Dibaca"),
        help_text=_("Bacaan yang benar; yang tertulis tetap tercetak."),
        widget=forms.Textarea(attrs=LONG),
        max_length=4000,
    )
    alasan = forms.CharField(label=_("Alasan"), max_length=1000)
    oleh = forms.CharField(label=_("Diperintahkan oleh"), max_length=200)


class OrderForm(forms.Form):
    """A written order that there be another edition."""

    nomor = forms.CharField(label=_("Nomor penetapan"), max_length=120)
    tanggal = forms.DateField(
        label=_("Tanggal penetapan"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    oleh = forms.CharField(label=_("Ditetapkan oleh"), max_length=200)
    alasan = forms.CharField(
        label=_("Alasan"), widget=forms.Textarea(attrs=LONG), max_length=4000
    )

    def to_details(self) -> OrderDetails:
        """What the order says."""
        told = self.cleaned_data
        return OrderDetails(told["nomor"], told["tanggal"], told["oleh"], told["alasan"])


class TurnForm(forms.Form):
    """Which turn is looked at."""

    butir = forms.IntegerField(label=_("Butir"), min_value=1)


class CorrectionForm(TurnForm):
    """A turn as the ordered edition is to have it."""

    penutur = forms.CharField(label=_("Penutur"), max_length=200, required=False)
    sebagai = forms.CharField(label=_("Sebagai"), max_length=200, required=False)
    kata = forms.CharField(
        label=_("Kata-katanya"), widget=forms.Textarea(attrs={"rows": 6}), max_length=100_000
    )
    alasan = forms.CharField(label=_("Alasan"), max_length=1000)

    def to_correction(self) -> Correction:
        """The turn as it is to stand."""
        told = self.cleaned_data
        return Correction(told["kata"], told["penutur"], told["sebagai"], told["alasan"])
