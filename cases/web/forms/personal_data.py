"""What is asked of who decides about personal data."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from cases.domain.personal_data import Choice, DataSubject

LONGEST_TEXT = 20_000


class DecisionForm(forms.Form):
    """One item of one subject: it stays with a reason, or is masked."""

    perihal = forms.ChoiceField(choices=[(one.value, one.value) for one in DataSubject])
    kode = forms.CharField(max_length=20)
    tanda = forms.CharField(max_length=64)
    pilihan = forms.ChoiceField(choices=[(one.value, one.value) for one in Choice])
    alasan = forms.CharField(max_length=300, required=False)


class WritingForm(forms.Form):
    """A text that shall become public, before it is written where it belongs."""

    naskah = forms.CharField(
        label=gettext_lazy("Naskah yang akan diumumkan"),
        help_text=gettext_lazy(
            "Amar, catatan riwayat, atau teks lain. Naskah ini hanya diperiksa, tidak disimpan."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
