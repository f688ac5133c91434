"""What is written in the room of a dispute: messages, what is missing, a withdrawal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.filing import PLACES
from cases.domain.notices import PARTIES, Side
from cases.services.withdrawals import Withdrawing
from cases.web.words import word

BOTH = "para-pihak"
LONGEST = 20_000


class MessageForm(forms.Form):
    """A message; the registry chooses whose, the sides write to the registry."""

    kepada = forms.ChoiceField(label=_("Kepada"))
    teks = forms.CharField(
        label=_("Pesan"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, side: Side, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if side is not Side.COMMISSION:
            del self.fields["kepada"]
            return
        named = [(one.value, word("side", one)) for one in PARTIES]
        choices = [*named, (BOTH, _("Pemohon dan Termohon"))]
        self.fields["kepada"].choices = choices  # type: ignore[attr-defined]

    def to_sides(self) -> Sequence[Side]:
        chosen = self.cleaned_data.get("kepada", "")
        if chosen == BOTH:
            return PARTIES
        return [Side(chosen)] if chosen else []


class MissingForm(forms.Form):
    """The places of the checklist that are missing, and what the registry says of them."""

    tempat = forms.MultipleChoiceField(
        label=_("Yang belum lengkap"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih apa yang belum lengkap.")},
    )
    catatan = forms.CharField(
        label=_("Keterangan"),
        help_text=_("Dibaca Pemohon dan tercetak pada surat; tulis apa yang harus dibawa."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, held: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there, nothing = _("sudah ada berkasnya"), _("belum ada berkasnya")
        choices = [
            (place, f"{word('enclosure', place)} ({there if place in held else nothing})")
            for place in PLACES
        ]
        self.fields["tempat"].choices = choices  # type: ignore[attr-defined]


class CompletionForm(forms.Form):
    """The words that go with the files; a place for each file stands beside it."""

    teks = forms.CharField(
        label=_("Keterangan"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WithdrawalForm(forms.Form):
    """Why, and who signs where. What follows from it is to be understood before it is sent."""

    alasan = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca Panitera dan Termohon."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    tempat = forms.CharField(label=_("Tempat"), max_length=120)
    nama = forms.CharField(label=_("Yang menandatangani"), max_length=200)
    jabatan = forms.CharField(label=_("Jabatan"), max_length=200, required=False)
    mengerti = forms.BooleanField(
        label=_("Saya mengerti sengketa yang sama tidak dapat diajukan lagi"), required=False
    )

    def __init__(self, *args: Any, is_final: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_final:
            self.fields["mengerti"].required = True
            self.fields["mengerti"].error_messages["required"] = _(
                "Tandai bahwa Anda mengerti akibatnya."
            )

    def to_withdrawing(self) -> Withdrawing:
        told = self.cleaned_data
        return Withdrawing(told["alasan"], told["tempat"], told["nama"], told["jabatan"])
