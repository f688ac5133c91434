"""What is asked of who speaks for a public body beside its record."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.replies import LONGEST


class ReplyForm(forms.Form):
    tanggapan = forms.CharField(
        label=_("Tanggapan"),
        help_text=_(
            "Tampil untuk umum di samping rekam jejak badan ini, atas namanya. Jangan sebut "
            "nama perseorangan."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    oleh = forms.CharField(
        label=_("Disampaikan oleh"),
        help_text=_("Nama dan jabatan yang berbicara untuk badan ini."),
        max_length=200,
    )
