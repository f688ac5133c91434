"""What is asked about personal data, and how it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.privacy import LONGEST, Answer, data_rights
from cases.models import Commission
from cases.web.words import tongue

ANSWERS = {
    Answer.GRANTED: _("Dikabulkan"),
    Answer.PARTLY: _("Dikabulkan sebagian"),
    Answer.REFUSED: _("Ditolak"),
}


class WishForm(forms.Form):
    """What an account asks."""

    komisi = forms.ModelChoiceField(
        label=_("Komisi yang memegang datanya"),
        queryset=Commission.objects.none(),
        empty_label=_("Pilih komisi"),
    )
    diminta = forms.ChoiceField(label=_("Yang diminta"))
    perihal = forms.CharField(
        label=_("Data yang mana, dan di mana"),
        help_text=_("Misalnya: nama saya pada putusan 002/KIP-PSIP/II/2024, halaman 3."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, houses: Sequence[Commission], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["komisi"].queryset = Commission.objects.filter(
            pk__in=[house.pk for house in houses]
        ).order_by("name")
        if len(houses) == 1:
            self.fields["komisi"].empty_label = None
        self.fields["diminta"].choices = [
            (code, right.en if tongue() == "en" else right.id)
            for code, right in data_rights().items()
        ]


class OutsideForm(WishForm):
    """What somebody without an account asks; the address is proved by a link."""

    nama = forms.CharField(label=_("Nama Anda"), max_length=200)
    surel = forms.EmailField(
        label=_("Alamat surel"),
        help_text=_("Kami mengirim tautan bukti ke sana; jawabannya ada di balik tautan itu."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AnswerForm(forms.Form):
    """The decision of the registry."""

    jawaban = forms.ChoiceField(
        label=_("Keputusan"), choices=[(code.value, said) for code, said in ANSWERS.items()]
    )
    alasan = forms.CharField(
        label=_("Alasan dan yang dilakukan"),
        help_text=_("Pemohon membaca teks ini; sebut pasalnya bila menolak."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
