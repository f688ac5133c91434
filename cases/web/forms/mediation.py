"""What is filled in around a mediation: by the registry, by who leads it, by a party."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.hearings import Presence
from cases.domain.mediation import BY_A_PARTY, FAILED, Outcome
from cases.domain.notices import PARTIES, Side
from cases.domain.wording import weekday_date
from cases.forms.fields import day_field
from cases.models import Hearing, InformationItem
from cases.web.words import tongue, word

LONGEST = 20_000
CAME = (Presence.PRESENT, Presence.REMOTE, Presence.ABSENT)


def _text(label: Any, help_text: Any = "", rows: int = 4, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST, widget=widget, **more
    )


class ItemsForm(forms.Form):
    """Some of the items of a dispute."""

    butir = forms.ModelMultipleChoiceField(
        InformationItem.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih sedikitnya satu butir.")},
    )

    def __init__(
        self, *args: Any, items: Sequence[InformationItem], label: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["butir"]
        field.label = label
        field.queryset = InformationItem.objects.filter(pk__in=[one.pk for one in items])
        field.label_from_instance = lambda one: f"{one.label}: {one.text}"
        field.initial = [one.pk for one in items]


class BeginForm(ItemsForm):
    """What is to be mediated, and on which day adjudication was adjourned for it."""

    tanggal = day_field(
        _("Hari penundaan untuk mediasi"),
        _("Hari sidang pertama ditunda untuk mediasi; dari hari itu jangka waktu dihitung."),
    )


class MetForm(forms.Form):
    """Which sides came to a session; of a caucus only its own is asked."""

    def __init__(self, *args: Any, hearing: Hearing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = [Side(hearing.caucus_with)] if hearing.caucus_with else PARTIES
        for side in sides:
            self.fields[side.value] = forms.ChoiceField(
                label=word("side", side),
                choices=[(one.value, word("presence", one)) for one in CAME],
                widget=forms.RadioSelect,
            )

    def to_presence(self) -> dict[Side, Presence]:
        return {Side(side): Presence(told) for side, told in self.cleaned_data.items()}


class ExtendForm(forms.Form):
    """Why a mediation is lengthened."""

    alasan = _text(_("Alasan perpanjangan"), _("Dibaca oleh yang terlibat dalam mediasi."))


class FailForm(forms.Form):
    """How it failed, who declared it, and the doubts that were weighed."""

    hasil = forms.ChoiceField(label=_("Hasil"), widget=forms.RadioSelect)
    pihak = forms.ChoiceField(
        label=_("Yang menyatakan"),
        help_text=_("Bila dinyatakan atau ditinggalkan oleh satu pihak."),
        required=False,
    )
    teks = _text(
        _("Isi pernyataan tertulis"),
        _("Hanya untuk para pihak dan mediator; boleh kosong bila berkasnya disertakan."),
        required=False,
    )
    keraguan = forms.CharField(required=False, widget=forms.HiddenInput)
    pasti = forms.BooleanField(
        label=_("Saya sudah menimbang yang perlu dipastikan"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["hasil"].choices = _outcomes(FAILED)
        sides = [(one.value, word("side", one)) for one in PARTIES]
        fields["pihak"].choices = [("", _("Tidak ada")), *sides]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("hasil") in BY_A_PARTY and not told.get("pihak"):
            self.add_error("pihak", _("Sebutkan pihak yang menyatakan."))
        return told

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["hasil"])

    @property
    def confirmed(self) -> list[str]:
        return self.cleaned_data["keraguan"].split(",") if self.cleaned_data["pasti"] else []


class DecideForm(forms.Form):
    """In which hearing the agreement was read, under which number, with which words."""

    sidang = forms.ModelChoiceField(
        Hearing.objects.none(), label=_("Sidang pembacaan"), empty_label=None
    )
    nomor = forms.CharField(
        label=_("Nomor putusan"), max_length=120, required=False, help_text=_("Bila sudah ada.")
    )
    amar = _text(
        _("Amar"),
        _("Satu amar tiap baris. Terbuka untuk umum, seperti dibacakan."),
        required=False,
    )

    def __init__(self, *args: Any, readings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sidang"]
        field.queryset = readings
        field.label_from_instance = lambda one: weekday_date(one.held_on, tongue())

    @property
    def orders(self) -> list[str]:
        lines = self.cleaned_data["amar"].splitlines()
        return [line.strip() for line in lines if line.strip()]


class DeclareForm(forms.Form):
    """A party declares failure in writing, or leaves the talks."""

    pihak = forms.ChoiceField(label=_("Atas nama"))
    hasil = forms.ChoiceField(label=_("Yang dinyatakan"), widget=forms.RadioSelect)
    teks = _text(
        _("Pernyataan tertulis"),
        _("Dibaca pihak lain dan mediator; majelis tidak membacanya."),
        required=False,
    )
    mengerti = forms.BooleanField(
        label=_("Saya mengerti mediasi berakhir dan pemeriksaan berlanjut ke ajudikasi"),
        error_messages={"required": _("Tandai bahwa Anda mengerti akibatnya.")},
    )

    def __init__(self, *args: Any, sides: Sequence[Side], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["pihak"].choices = [(one.value, word("side", one)) for one in sides]
        fields["hasil"].choices = _outcomes(BY_A_PARTY)


class NoteForm(forms.Form):
    """A note of who leads it; of a caucus only the mediator writes and reads one."""

    teks = _text(_("Catatan"), rows=5)
    sidang = forms.ModelChoiceField(
        Hearing.objects.none(),
        label=_("Tentang pertemuan"),
        required=False,
        empty_label=_("Tidak tentang satu pertemuan"),
    )
    kaukus = forms.BooleanField(label=_("Catatan kaukus: hanya untuk mediator"), required=False)

    def __init__(self, *args: Any, sessions: Any, is_mediator: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sidang"]
        field.queryset = sessions
        field.label_from_instance = _session_name
        if not is_mediator:
            del self.fields["kaukus"]


class AgreementForm(forms.Form):
    """The text of an agreement, for both sides to read."""

    teks = _text(
        _("Isi kesepakatan"),
        _("Pisahkan tiap ketentuan dengan satu baris kosong. Naskah lama tetap tersimpan."),
        rows=12,
    )


def _outcomes(told: Sequence[Outcome]) -> list[tuple[str, str]]:
    return [(one.value, word("mediation_outcome", one)) for one in told]


def _session_name(one: Hearing) -> str:
    side = f" ({word('side', one.caucus_with)})" if one.caucus_with else ""
    return f"{word('hearing_kind', one.kind)}{side}, {weekday_date(one.held_on, tongue())}"
