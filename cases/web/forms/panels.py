"""Who is to sit in a dispute, who leaves and who comes, and what may keep somebody from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.domain.panels import ConflictGround, Officer
from cases.forms.fields import day_field
from cases.models import Person
from cases.services.panels import Appointment
from cases.web.words import word


class PersonField(forms.ModelChoiceField):
    """Somebody by their name; how many disputes they carry stands beside it."""

    def __init__(self, label: Any, *, required: bool = True) -> None:
        super().__init__(
            Person.objects.none(),
            label=label,
            required=required,
            empty_label=_("Pilih") if required else _("Belum ditetapkan"),
        )


class AppointForm(forms.Form):
    """A whole panel: odd, at least three, with one chair."""

    ketua = PersonField(_("Ketua majelis"))
    anggota = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=_("Anggota majelis"),
        help_text=_("Bersama ketua berjumlah gasal, paling sedikit tiga."),
        widget=forms.CheckboxSelectMultiple,
    )
    mediator = PersonField(_("Mediator"), required=False)
    panitera = PersonField(_("Panitera pengganti"), required=False)
    tanggal = day_field(_("Ditetapkan pada"))

    def __init__(
        self,
        *args: Any,
        commissioners: QuerySet[Person],
        registrars: QuerySet[Person],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("ketua", "anggota", "mediator"):
            self.fields[name].queryset = commissioners  # type: ignore[attr-defined]
        self.fields["panitera"].queryset = registrars  # type: ignore[attr-defined]

    def to_appointment(self) -> Appointment:
        told = self.cleaned_data
        return Appointment(
            chair=told["ketua"],
            members=list(told["anggota"]),
            appointed_on=told["tanggal"],
            mediator=told["mediator"],
            registrar=told["panitera"],
        )


class FillForm(forms.Form):
    """Somebody for a seat that is empty."""

    kursi = forms.ChoiceField(label=_("Kursi"))
    orang = PersonField(_("Orang"))
    tanggal = day_field(_("Ditetapkan pada"))

    def __init__(
        self, *args: Any, seats: Sequence[Officer], people: QuerySet[Person], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(seat.value, word("officer_role", seat)) for seat in seats]
        self.fields["kursi"].choices = choices  # type: ignore[attr-defined]
        self.fields["orang"].queryset = people  # type: ignore[attr-defined]


class ReplaceForm(forms.Form):
    """When and why a seat ends, and who takes it; nobody yet is possible."""

    tanggal = day_field(_("Berhenti duduk pada"))
    alasan = forms.CharField(
        label=_("Alasan"),
        help_text=_("Hanya dibaca Kepaniteraan; para pihak dan umum tidak melihatnya."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    pengganti = PersonField(_("Pengganti"), required=False)

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pengganti"].queryset = people  # type: ignore[attr-defined]


class ConflictForm(forms.Form):
    """What somebody said may keep a person from this dispute."""

    orang = PersonField(_("Orang"))
    dasar = forms.ChoiceField(label=_("Dasar"), widget=forms.RadioSelect)
    keterangan = forms.CharField(
        label=_("Keterangan"),
        help_text=_("Hanya dibaca Kepaniteraan."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    tanggal = day_field(_("Dinyatakan pada"))

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["orang"].queryset = people  # type: ignore[attr-defined]
        grounds = [(one.value, word("conflict_ground", one)) for one in ConflictGround]
        self.fields["dasar"].choices = grounds  # type: ignore[attr-defined]
