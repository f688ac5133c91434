"""What is asked of who brings sound or words of a hearing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.captions.times import milliseconds
from cases.models import Hearing

CLOCK = _("jam:menit:detik, misalnya 01:12:30")


class ClockField(forms.CharField):
    """A time in the sound, or between two clocks, in milliseconds."""

    def to_python(self, value: Any) -> Any:
        """Milliseconds.

        Raises:
            ValidationError: it is no time.
        """
        text = str(super().to_python(value) or "").strip()
        if not text:
            return None
        found = milliseconds(text)
        if found is None:
            raise forms.ValidationError(_("Tuliskan sebagai jam:menit:detik."))
        return found

    def clean(self, value: Any) -> Any:
        found = self.to_python(value)
        if found is None and self.required:
            raise forms.ValidationError(self.error_messages["required"])
        return found


class WordsForm(forms.Form):
    """How words of a file become turns; the file itself comes by the control of uploads."""

    tiap_takarir = forms.BooleanField(
        label=_("Tiap takarir satu ucapan"),
        help_text=_(
            "Tanpa ini takarir berurutan dari pembicara yang sama digabung menjadi satu ucapan."
        ),
        required=False,
    )


class SoundForm(forms.Form):
    """Which session a sound is of."""

    sesi = forms.ModelChoiceField(
        label=_("Sesi"),
        queryset=Hearing.objects.none(),
        required=False,
        empty_label=_("seluruh sidang"),
        to_field_name="no",
    )

    def __init__(self, *args: Any, hearing: Hearing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sesi"]
        field.queryset = hearing.sessions.order_by("no")
        field.label_from_instance = lambda session: _("Sesi %(no)s") % {"no": session.no}


class OffsetForm(forms.Form):
    """Where the clock of the sound stands beside that of the hearing."""

    selisih = ClockField(
        label=_("Sidang mulai sekian sebelum rekaman"),
        help_text=_("jam:menit:detik; dengan tanda minus bila rekaman mulai lebih dahulu"),
    )
    alasan = forms.CharField(label=_("Alasan"), max_length=300, required=False)


class ClosedPartForm(forms.Form):
    """A stretch that was closed to the public."""

    dari = ClockField(label=_("Dari"), help_text=CLOCK)
    sampai = ClockField(label=_("Sampai"), help_text=CLOCK)
    penetapan = forms.CharField(label=_("Penetapan"), max_length=300)


class RetentionForm(forms.Form):
    """Until when the sound is kept, and by which rule; both or neither."""

    sampai_hari = forms.DateField(
        label=_("Disimpan sampai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    aturan = forms.CharField(
        label=_("Aturan retensi"),
        help_text=_("Nama dan nomor jadwal retensi arsip yang menentukannya."),
        max_length=300,
        required=False,
    )


class ReleaseForm(forms.Form):
    """Let the public hear a sound."""

    periksa = forms.BooleanField(
        label=_("Selisih jam dan bagian tertutup sudah diperiksa"),
        help_text=_(
            "Bagian tertutup dan waktu di luar sidang disenyapkan dalam salinan; rekaman asli "
            "tidak berubah."
        ),
    )


class WithdrawalForm(forms.Form):
    """Take the public copy of a sound back."""

    sebab = forms.CharField(label=_("Alasan penarikan"), max_length=300)
