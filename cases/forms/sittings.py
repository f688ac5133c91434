"""A slot for a hearing, its cancelling, rooms, absences, and what is released."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.domain import vocabulary
from cases.domain.hearings import CAUCUS, is_mediation
from cases.domain.notices import PARTIES
from cases.forms.fields import day_field
from cases.forms.words import word
from cases.models import Commission, Dispute, Hearing, Person, Room
from cases.queries import notices
from cases.queries.sittings import Need, Slot
from cases.services.sittings import Wanted

OPEN, CLOSED = "terbuka", "tertutup"


class RoomField(forms.ModelChoiceField):
    """A room by its name."""

    def label_from_instance(self, obj: Room) -> str:
        return obj.name


class DisputeField(forms.ModelMultipleChoiceField):
    """Disputes by their numbers."""

    def label_from_instance(self, obj: Dispute) -> str:
        return f"{notices.register_of(obj) or obj.code}: {obj.subject}"


def _hour(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, widget=widget)


def _terms(group: str) -> list[tuple[str, str]]:
    return [(code, word(group, code)) for code in vocabulary.terms(group)]


class SlotForm(forms.Form):
    """A hearing: what for, when, where, how, and which disputes with it."""

    jenis = forms.ChoiceField(label=_("Jenis sidang"))
    agenda = forms.CharField(
        label=_("Agenda"), required=False, max_length=1_000, widget=forms.TextInput
    )
    hari = day_field(_("Hari"))
    mulai = _hour(_("Mulai"))
    selesai = _hour(_("Selesai"))
    ruang = RoomField(
        Room.objects.none(), label=_("Ruang"), required=False, empty_label=_("Tempat lain")
    )
    tempat = forms.CharField(
        label=_("Tempat lain"),
        help_text=_("Bila tidak di ruang komisi."),
        required=False,
        max_length=300,
    )
    cara = forms.ChoiceField(label=_("Cara"))
    tautan = forms.URLField(
        label=_("Tautan daring"),
        help_text=_("Untuk sidang daring, atau bila sebagian peserta hadir dari jauh."),
        required=False,
        max_length=300,
        assume_scheme="https",
    )
    sifat = forms.ChoiceField(
        label=_("Sifat"),
        choices=[(OPEN, _("Terbuka untuk umum")), (CLOSED, _("Tertutup untuk umum"))],
    )
    pihak = forms.ChoiceField(
        label=_("Kaukus dengan"),
        help_text=_("Hanya untuk kaukus; pihak lain tidak mengetahuinya."),
        required=False,
    )
    panitera = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Panitera pengganti"),
        required=False,
        empty_label=_("Belum ditetapkan"),
    )
    bersama = DisputeField(
        Dispute.objects.none(),
        label=_("Disidangkan bersama"),
        help_text=_("Sengketa dari pemohon atau rumpun yang sama; majelisnya harus sama."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    keraguan = forms.CharField(required=False, widget=forms.HiddenInput)
    pasti = forms.BooleanField(
        label=_("Saya sudah menimbang yang perlu dipastikan"), required=False
    )

    def __init__(
        self,
        *args: Any,
        commission: Commission,
        registrars: QuerySet[Person],
        joinable: QuerySet[Dispute] | None = None,
        prefilled: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.prefilled = prefilled
        fields: dict[str, Any] = self.fields
        fields["jenis"].choices = _terms("hearing_kind")
        fields["cara"].choices = _terms("hearing_mode")
        sides = [(side.value, word("side", side)) for side in PARTIES]
        fields["pihak"].choices = [("", _("Bukan kaukus")), *sides]
        fields["ruang"].queryset = Room.objects.filter(commission=commission).order_by("name")
        fields["panitera"].queryset = registrars
        if joinable is None or not joinable.exists():
            del self.fields["bersama"]
        else:
            fields["bersama"].queryset = joinable

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        self._check_mediation(told.get("jenis", ""), told)
        if told.get("cara") == "tidak_langsung" and not told.get("tautan"):
            self.add_error("tautan", _("Sidang daring memerlukan tautan."))
        elif not told.get("ruang") and not told.get("tempat") and not told.get("tautan"):
            self.add_error("ruang", _("Pilih ruang, atau tuliskan tempatnya."))
        return told

    def _check_mediation(self, kind: str, told: dict[str, Any]) -> None:
        if is_mediation(kind) and told.get("sifat") == OPEN:
            self.add_error("sifat", _("Mediasi selalu tertutup untuk umum."))
        if kind == CAUCUS and not told.get("pihak"):
            self.add_error("pihak", _("Sebutkan dengan pihak mana kaukus diadakan."))
        if kind != CAUCUS:
            told["pihak"] = ""

    def together(self) -> list[Dispute]:
        """The disputes that are to be heard with the first one."""
        return list(self.cleaned_data.get("bersama") or [])

    def day(self) -> date | None:
        """The day that is chosen, or that the address names."""
        return self._chosen("hari")

    def registrar(self) -> Person | None:
        """Who is chosen to keep the record."""
        return self._chosen("panitera")

    def slot(self, today: date) -> Slot | None:
        """The slot as far as it is chosen: day and hours at least, or None. What the address
        names counts only where it names the hour as well.
        """
        if not self.is_bound and not {"hari", "mulai"} <= set(self.prefilled):
            return None
        day, starts, ends = (self._chosen(name) for name in ("hari", "mulai", "selesai"))
        if not (day and starts and ends):
            return None
        need = Need(self._chosen("jenis") or "", self._chosen("pihak") or "")
        return Slot(day, starts, ends, self._chosen("ruang"), today, need)

    def _chosen(self, name: str) -> Any:
        if self.is_bound:
            return self.cleaned_data.get(name)
        field = self.fields[name]
        try:
            return field.clean(self.get_initial_for_field(field, name))
        except forms.ValidationError:
            return None

    def to_wanted(self) -> Wanted:
        told = self.cleaned_data
        return Wanted(
            kind=told["jenis"],
            held_on=told["hari"],
            starts=told["mulai"],
            ends=told["selesai"],
            agenda=told["agenda"],
            room=told["ruang"],
            place=told["tempat"],
            mode=told["cara"],
            link=told["tautan"],
            is_public=told["sifat"] == OPEN,
            registrar=told["panitera"],
            caucus_with=told["pihak"],
            confirmed=told["keraguan"].split(",") if told["pasti"] else (),
        )


class CancelForm(forms.Form):
    """Why a hearing that people were told of is not held."""

    alasan = forms.CharField(
        label=_("Alasan pembatalan"),
        help_text=_("Dibaca para pihak setelah rilis."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReleaseForm(forms.Form):
    """Which of the drafts are made known."""

    sidang = forms.MultipleChoiceField(
        error_messages={"required": _("Pilih sedikitnya satu sidang.")}
    )

    def __init__(self, *args: Any, hearings: Sequence[Hearing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, one.code) for one in hearings]
        self.fields["sidang"].choices = choices  # type: ignore[attr-defined]


class RoomForm(forms.Form):
    """A room in which the commission sits."""

    nama = forms.CharField(label=_("Nama ruang"), max_length=120)
    alamat = forms.CharField(label=_("Alamat"), required=False, max_length=300)


class AbsenceForm(forms.Form):
    """The days on which somebody cannot sit."""

    orang = forms.ModelChoiceField(
        Person.objects.none(), label=_("Orang"), empty_label=_("Pilih")
    )
    dari = day_field(_("Dari"))
    sampai = day_field(_("Sampai"))
    sebab = forms.CharField(
        label=_("Sebab"), help_text=_("Misalnya cuti atau dinas luar."), max_length=200
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orang"].queryset = people  # type: ignore[attr-defined]
