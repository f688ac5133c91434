"""Issuing the summonses of a hearing, how one was served, and why somebody stayed away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain import summons as rules
from cases.domain import wording
from cases.domain.sittings import LastService
from cases.domain.summons import ServiceResult, ServiceWay
from cases.forms.fields import day_field
from cases.models import SummonsService, Upload
from cases.queries.summons import Addressee
from cases.services.summons import Record, Wanted
from cases.web.words import tongue, word

NUMBER = "nomor-"


def counting(one: LastService) -> str:
    """One way of counting in words."""
    part = word("service_day", "clear" if one.is_clear else "inclusive")
    return f"{word('reading', one.reading)}; {part}"


class IssueForm(forms.Form):
    """How the last day is counted, and the number of each letter."""

    hitungan = forms.ChoiceField(
        label=_("Hari terakhir penyampaian dihitung menurut"),
        help_text=_("Pilihan ini dicatat bersama panggilan, dengan hari-hari yang dihitung."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih cara menghitung hari terakhir penyampaian.")},
    )
    keraguan = forms.CharField(required=False, widget=forms.HiddenInput)
    pasti = forms.BooleanField(
        label=_("Saya sudah menimbang yang perlu dipastikan"), required=False
    )

    def __init__(
        self,
        *args: Any,
        days: Sequence[LastService],
        missing: Sequence[Addressee],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if days:
            fields["hitungan"].choices = [
                (
                    rules.convention(one),
                    f"{wording.weekday_date(one.day, tongue())} ({counting(one)})",
                )
                for one in days
            ]
        else:
            del self.fields["hitungan"]
        for one in missing:
            fields[f"{NUMBER}{one.key}"] = forms.CharField(
                label=_("Nomor surat untuk %(name)s") % {"name": one.name},
                required=False,
                max_length=120,
            )

    def numbers(self) -> list[Any]:
        """The fields for the numbers of the letters."""
        return [self[name] for name in self.fields if name.startswith(NUMBER)]

    def to_wanted(self) -> Wanted:
        told = self.cleaned_data
        numbers = {
            name.removeprefix(NUMBER): said
            for name, said in told.items()
            if name.startswith(NUMBER)
        }
        doubts = told["keraguan"].split(",") if told["pasti"] else ()
        return Wanted(told.get("hitungan", ""), numbers, doubts)


class ServiceForm(forms.Form):
    """How a summons was served: by what way, when, and what became of it."""

    cara = forms.ChoiceField(label=_("Cara penyampaian"))
    hasil = forms.ChoiceField(label=_("Hasil"), widget=forms.RadioSelect)
    tanggal = day_field(_("Tanggal"))
    jam = forms.TimeField(
        label=_("Jam"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    penerima = forms.CharField(
        label=_("Nama penerima"),
        help_text=_("Wajib bila diterima."),
        required=False,
        max_length=200,
    )
    hubungan = forms.CharField(
        label=_("Jabatan atau hubungan dengan yang dipanggil"), required=False, max_length=200
    )
    tempat = forms.CharField(label=_("Tempat"), required=False, max_length=300)
    resi = forms.CharField(label=_("Nomor resi"), required=False, max_length=120)
    pengantar = forms.CharField(label=_("Juru antar"), required=False, max_length=200)
    catatan = forms.CharField(
        label=_("Catatan"),
        help_text=_("Alasan penolakan, atau mengapa surat kembali. Hanya dibaca Kepaniteraan."),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ganti = forms.ChoiceField(
        label=_("Menggantikan catatan yang keliru"),
        help_text=_("Catatan lama tetap terbaca sebagai digantikan."),
        required=False,
    )

    def __init__(
        self, *args: Any, correctable: Sequence[tuple[SummonsService, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["cara"].choices = [(one.value, word("service_way", one)) for one in ServiceWay]
        fields["hasil"].choices = [
            (one.value, word("service_result", one)) for one in ServiceResult
        ]
        self.correctable = {str(row.pk): row for row, _told in correctable}
        if correctable:
            named = [(str(row.pk), told) for row, told in correctable]
            fields["ganti"].choices = [("", _("Tidak ada")), *named]
        else:
            del self.fields["ganti"]

    def to_record(self, proof: Upload | None) -> Record:
        told = self.cleaned_data
        return Record(
            way=ServiceWay(told["cara"]),
            result=ServiceResult(told["hasil"]),
            served_on=told["tanggal"],
            served_at=told["jam"],
            received_by=told["penerima"],
            capacity=told["hubungan"],
            place=told["tempat"],
            tracking=told["resi"],
            server=told["pengantar"],
            note=told["catatan"],
            proof=proof,
            corrects=self.correctable.get(told.get("ganti", "")),
        )


class ExcuseForm(forms.Form):
    """How the panel judged the reason of one absence."""

    diterima = forms.ChoiceField(
        label=_("Penilaian"),
        choices=[("ya", _("Alasan diterima")), ("tidak", _("Tanpa alasan yang jelas"))],
        widget=forms.RadioSelect,
    )
    alasan = forms.CharField(
        label=_("Alasan"),
        help_text=_("Yang disampaikan, atau bahwa tidak ada. Hanya dibaca Kepaniteraan."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    penilai = forms.CharField(
        label=_("Dinilai oleh"), help_text=_("Misalnya majelis, dalam sidang."), max_length=200
    )
