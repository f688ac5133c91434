"""What the registry fills in: findings, who handles it, a series of numbers, an end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.checking import Verdict
from cases.domain.endings import Criterion
from cases.domain.registration import Entry, EntryDoubt
from cases.models import Commission, VerificationFinding
from cases.services.checking import Found
from cases.web.words import REGIMES, word

LONGEST = 20_000
LONGEST_NUMBER = 120


class CheckForm(forms.Form):
    """For each place of the checklist a verdict and a note; what is left out stays open."""

    def __init__(
        self,
        *args: Any,
        places: Sequence[str],
        stands: Mapping[str, VerificationFinding],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        choices = [(one.value, word("verdict", one)) for one in Verdict]
        for place in places:
            found = stands.get(place)
            self.fields[f"temuan-{place}"] = forms.ChoiceField(
                label=word("enclosure", place),
                choices=choices,
                widget=forms.RadioSelect,
                required=False,
                initial=found.verdict if found else None,
            )
            self.fields[f"catatan-{place}"] = forms.CharField(
                label=_("Catatan"),
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=found.note if found else "",
            )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        for place in self.places:
            if told.get(f"catatan-{place}") and not told.get(f"temuan-{place}"):
                self.add_error(f"temuan-{place}", _("Pilih temuannya untuk catatan ini."))
        return told

    def to_findings(self) -> dict[str, Found]:
        told = self.cleaned_data
        return {
            place: Found(Verdict(told[f"temuan-{place}"]), told[f"catatan-{place}"])
            for place in self.places
            if told.get(f"temuan-{place}")
        }


class HandlerForm(forms.Form):
    """Who of the registry handles a dispute, with how much each of them has."""

    petugas = forms.ChoiceField(label=_("Petugas kepaniteraan"), required=False)

    def __init__(
        self, *args: Any, people: Mapping[int, str], load: Mapping[int, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [
            (str(account), _("%(name)s (%(count)s perkara)") % {"name": name, "count": count})
            for account, name in people.items()
            for count in [load.get(account, 0)]
        ]
        self.fields["petugas"].choices = [("", _("belum ada")), *named]  # type: ignore[attr-defined]


class SeriesForm(forms.Form):
    """How a commission numbers the disputes of a regime, from a day on."""

    komisi = forms.ChoiceField(label=_("Komisi"))
    jalur = forms.ChoiceField(label=_("Jalur"), choices=REGIMES)
    pola = forms.CharField(
        label=_("Pola nomor"),
        help_text=_(
            "Diawali nomor urut dan memuat tahun: {seq} atau {seq:03} nomor urut, {roman} "
            "bulan dengan angka Romawi, {month} bulan, {year} tahun."
        ),
        max_length=80,
    )
    mulai = forms.DateField(
        label=_("Berlaku sejak"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, houses: Sequence[Commission], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(house.code, house.name) for house in houses]
        self.fields["komisi"].choices = choices  # type: ignore[attr-defined]


class EntryForm(forms.Form):
    """A registration that was made on paper: its day, its number, the doubts weighed."""

    tanggal = forms.DateField(
        label=_("Tanggal registrasi"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    nomor = forms.CharField(
        label=_("Nomor yang tertulis di buku"),
        help_text=_("Kosongkan bila nomornya nomor berikutnya."),
        required=False,
        max_length=LONGEST_NUMBER,
    )
    keraguan = forms.CharField(required=False, widget=forms.HiddenInput)
    pasti = forms.BooleanField(label=_("Sudah saya pastikan; catat juga"), required=False)

    def to_entry(self, today: date) -> Entry:
        told = self.cleaned_data
        confirmed = told["keraguan"].split(",") if told["pasti"] else ()
        return Entry(told["tanggal"] or today, told["nomor"].strip(), confirmed)

    def show(self, doubts: Sequence[EntryDoubt]) -> None:
        """Let the doubts that are shown be those that are confirmed."""
        self.data = self.data.copy()
        self.data["keraguan"] = ",".join(doubts)


class StrikeForm(forms.Form):
    """Which entry stands, why the other one is a double, and whether that names people."""

    berlaku = forms.CharField(
        label=_("Pendaftaran yang berlaku"),
        help_text=_("Nomor register atau kode perkaranya."),
        max_length=LONGEST_NUMBER,
        error_messages={"required": _("Tulislah pendaftaran yang berlaku.")},
    )
    alasan = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca kedua pihak dan tercetak pada akta."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulislah alasannya.")},
    )
    orang = forms.BooleanField(
        label=_("Alasan ini menyebut orang"),
        help_text=_("Alasannya tidak ditampilkan pada halaman umum."),
        required=False,
    )
    yakin = forms.BooleanField(
        label=_("Saya sudah membandingkan keduanya; sengketanya sama"),
        error_messages={"required": _("Tandai bahwa hal ini sudah diperiksa.")},
    )


class RefusalForm(forms.Form):
    """Why an application is not registered."""

    alasan = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca kedua pihak dan tercetak pada akta."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulislah alasannya.")},
    )
    yakin = forms.BooleanField(
        label=_("Saya sudah memeriksa bahwa identitas Pemohon tetap tidak ada"),
        error_messages={"required": _("Tandai bahwa hal ini sudah diperiksa.")},
    )


class StopForm(forms.Form):
    """On which criterion of Pasal 4 a process is stopped, and on what facts."""

    kriteria = forms.ChoiceField(
        label=_("Kriteria"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih kriterianya.")},
    )
    fakta = forms.CharField(
        label=_("Fakta"),
        help_text=_("Dibaca kedua pihak dan tercetak pada keputusan."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Tulislah alasannya.")},
    )
    diputus = forms.BooleanField(
        label=_("Penghentian ini sudah diputuskan komisi; Panitera mencatatnya"),
        error_messages={
            "required": _(
                "Yang menghentikan proses ialah komisi. Tandai bahwa sudah diputuskan."
            )
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.value, word("bad_faith", one)) for one in Criterion]
        self.fields["kriteria"].choices = choices  # type: ignore[attr-defined]
