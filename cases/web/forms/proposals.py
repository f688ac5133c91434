"""What is asked of the computed calendar, and which of its rows are decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.scheduling.facts import (
    LEAST_SECONDS,
    MOST_SECONDS,
    USUAL_SECONDS,
    Wish,
)
from cases.domain.scheduling.layout import HEAVY
from cases.forms.fields import StepField, day_field
from cases.models import ProposedSitting
from cases.queries.scheduling import FIRST, KINDS
from cases.web.words import word

READ = ("pembacaan_putusan_mediasi", "pembacaan_putusan_ajudikasi")
MOVE, JOIN, FAIR, SPREAD = "pindah", "gabung", "rata", "sebar"
OPTIONS = (
    (JOIN, _("Register dengan majelis dan para pihak yang sama disidangkan bersama")),
    (FAIR, _("Muatan komisioner dan panitera merata")),
    (SPREAD, _("Agenda berat satu majelis disebar")),
    (MOVE, _("Sidang yang sudah diumumkan boleh dipindahkan; makin dekat harinya makin mahal")),
)


def _length(label: Any, minutes: int = 120) -> StepField:
    return StepField(label=label, initial=minutes, min_value=30, max_value=480, step_size=30)


class AskForm(forms.Form):
    """Days, kinds, lengths and wishes of a proposal."""

    dari = day_field(_("Dari hari"))
    sampai = day_field(_("Sampai hari"))
    jenis = forms.MultipleChoiceField(
        label=_("Jenis sidang"),
        help_text=_("Tanpa pilihan: semua."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lama = _length(_("Lama sidang, menit"))
    lama_berat = _length(_("Lama pembuktian dan pemeriksaan tertutup atau setempat, menit"))
    lama_baca = _length(_("Lama pembacaan putusan, menit"))
    pilihan = forms.MultipleChoiceField(
        label=_("Yang diinginkan"),
        choices=OPTIONS,
        initial=[JOIN, FAIR, SPREAD],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    detik = forms.IntegerField(
        label=_("Waktu menghitung, detik"),
        initial=USUAL_SECONDS,
        min_value=LEAST_SECONDS,
        max_value=MOST_SECONDS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, word("hearing_kind", kind)) for kind in (FIRST, *KINDS.values())]
        self.fields["jenis"].choices = kinds  # type: ignore[attr-defined]

    def to_wish(self) -> Wish:
        told, wanted = self.cleaned_data, self.cleaned_data["pilihan"]
        heavy = dict.fromkeys(sorted(HEAVY), timedelta(minutes=told["lama_berat"]))
        read = dict.fromkeys(READ, timedelta(minutes=told["lama_baca"]))
        return Wish(
            first=told["dari"],
            last=told["sampai"],
            kinds=tuple(told["jenis"]),
            lengths=heavy | read,
            usual=timedelta(minutes=told["lama"]),
            may_move=MOVE in wanted,
            joins=JOIN in wanted,
            is_fair=FAIR in wanted,
            is_spread=SPREAD in wanted,
            seconds=told["detik"],
        )


class DecideForm(forms.Form):
    """Which rows are accepted or left aside; ``satu`` is the button of one row."""

    baris = forms.MultipleChoiceField(required=False)
    satu = forms.CharField(required=False)
    pasti = forms.BooleanField(required=False)
    tinggalkan = forms.CharField(required=False)

    def __init__(self, *args: Any, rows: Sequence[ProposedSitting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(one.no): one for one in rows}
        choices = [(no, no) for no in self.rows]
        self.fields["baris"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("satu"):
            told["baris"] = [no for no in [told["satu"]] if no in self.rows]
        if not told.get("baris"):
            raise forms.ValidationError(_("Pilih sedikitnya satu baris."))
        return told

    def chosen(self) -> list[ProposedSitting]:
        return [self.rows[no] for no in self.cleaned_data["baris"]]
