"""What is asked of who writes down a proposition, a stance, or what becomes of one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.domain.admissions import LegalEffect, NoSuchPlace, Stance, Strength
from cases.forms.fields import area, day_field
from cases.models import (
    Assertion,
    Dispute,
    Edition,
    Exhibit,
    InformationItem,
    Participant,
    Passage,
    Person,
    PublicStatement,
)
from cases.queries import admissions as queries
from cases.queries import stances
from cases.queries.stances import Cited
from cases.services.admissions import PropositionDetails, StanceDetails
from cases.web.forms.threads import ExhibitField, PartyField
from cases.web.words import refused, word

CONFIRM, REFUSE = "benar", "tolak"


class ItemsField(forms.ModelMultipleChoiceField):
    """Items of information by their labels."""

    def label_from_instance(self, obj: InformationItem) -> str:
        return f"{obj.label}: {obj.text}"


class EditionField(forms.ModelChoiceField):
    """A frozen transcript by the day of its hearing."""

    def label_from_instance(self, obj: Edition) -> str:
        told = {"day": f"{obj.hearing.held_on:%d-%m-%Y}", "no": obj.no}
        return _("Sidang %(day)s, edisi %(no)s") % told


class StatementField(forms.ModelChoiceField):
    """Words outside the hearing by their day, their speaker and how they begin."""

    def label_from_instance(self, obj: PublicStatement) -> str:
        return f"{obj.said_on:%d-%m-%Y}, {obj.person.name}: {obj.text[:60]}"


class PropositionForm(forms.Form):
    """A neutral claim of one fact."""

    teks = area(
        gettext_lazy("Proposisi"),
        gettext_lazy("Satu fakta, netral, tanpa menilai: Termohon mempunyai kontrak dengan X."),
    )
    teks_en = area(gettext_lazy("Dalam bahasa Inggris"), required=False)
    batas = area(
        gettext_lazy("Yang tidak termasuk"),
        gettext_lazy("Apa yang tidak dinyatakan oleh proposisi ini."),
        required=False,
    )
    butir = ItemsField(
        InformationItem.objects.none(),
        label=gettext_lazy("Butir informasi"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, dispute: Dispute, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["butir"].queryset = dispute.items.order_by("label")

    def to_details(self, code: str) -> PropositionDetails:
        """The proposition under a code."""
        told = self.cleaned_data
        return PropositionDetails(
            code, told["teks"], text_en=told["teks_en"], not_covering=told["batas"]
        )


class PlaceForm(forms.Form):
    """Where words stand in a frozen transcript."""

    edisi = EditionField(
        Edition.objects.none(),
        label=gettext_lazy("Risalah"),
        required=False,
        empty_label=gettext_lazy("Bukan dari risalah"),
    )
    tempat = forms.CharField(
        label=gettext_lazy("Halaman dan baris"),
        help_text=gettext_lazy("2:11, 2:11-14, atau butir 17"),
        max_length=40,
        required=False,
    )

    cited: Cited | None = None

    def __init__(self, *args: Any, dispute: Dispute, inside: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.inside = inside
        editions = stances.editions_of(dispute, is_inside=inside)
        self.fields["edisi"].queryset = editions

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        edition, place = told.get("edisi"), told.get("tempat", "")
        if edition is None and place:
            self.add_error("edisi", _("Pilih risalahnya."))
        if edition is None:
            return told
        try:
            self.cited = stances.cited(edition, place, is_inside=self.inside)
        except NoSuchPlace as refusal:
            self.add_error("tempat", refused(refusal))
        return told


class SourceForm(PlaceForm):
    """Exactly one source: lines of a transcript, an exhibit, or words outside the hearing."""

    bukti = ExhibitField(
        Exhibit.objects.none(),
        label=gettext_lazy("Bukti"),
        required=False,
        empty_label=gettext_lazy("Bukan dari bukti"),
    )
    halaman = forms.IntegerField(
        label=gettext_lazy("Halaman bukti"), min_value=1, required=False
    )
    tanggal = day_field(
        gettext_lazy("Hari dinyatakan"),
        gettext_lazy("Kosongkan bila sama dengan hari sidang atau hari pernyataan."),
    )

    def __init__(self, *args: Any, dispute: Dispute, **more: Any) -> None:
        super().__init__(*args, dispute=dispute, **more)
        self.fields["tanggal"].required = False
        exhibits = dispute.exhibits.select_related("document").order_by("side", "no")
        if not self.inside:
            exhibits = exhibits.filter(visibility__in=queries.OPEN)
        self.fields["bukti"].queryset = exhibits

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if self.day() is None and told.get("bukti"):
            self.add_error("tanggal", _("Isi hari bukti itu menyatakannya."))
        return told

    def day(self) -> date | None:
        """The day on which it was said."""
        told = self.cleaned_data
        statement = told.get("pernyataan")
        if told.get("tanggal"):
            day: date = told["tanggal"]
            return day
        if self.cited is not None:
            return self.cited.edition.hearing.held_on
        return statement.said_on if statement else None

    def source(self, passage: Passage | None) -> dict[str, Any]:
        """The source, as ``StanceDetails`` names its parts."""
        told, cited = self.cleaned_data, self.cited
        return {
            "utterance": cited.said if cited else None,
            "passage": passage,
            "exhibit": told["bukti"],
            "exhibit_page": told["halaman"],
            "public_statement": told.get("pernyataan"),
        }


class StanceForm(SourceForm):
    """Who took which stance, by which words, and what that does in law."""

    pernyataan = StatementField(
        PublicStatement.objects.none(),
        label=gettext_lazy("Pernyataan di luar sidang"),
        required=False,
        empty_label=gettext_lazy("Bukan dari luar sidang"),
    )
    sikap = forms.ChoiceField(label=gettext_lazy("Sikap"))
    kekuatan = forms.ChoiceField(label=gettext_lazy("Cara"), initial=Strength.EXPLICIT)
    akibat = forms.ChoiceField(
        label=gettext_lazy("Akibat hukum"),
        help_text=gettext_lazy("Akibat memerlukan ucapan dalam sidang atau bukti."),
        initial=LegalEffect.NONE,
    )
    pihak = PartyField(
        Participant.objects.none(),
        label=gettext_lazy("Pihak yang terikat"),
        required=False,
        empty_label=gettext_lazy("Bukan pihak"),
    )
    orang = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Yang menyatakan"),
        help_text=gettext_lazy("Kosongkan bila penuturnya tercatat pada sumbernya."),
        required=False,
    )
    kapasitas = forms.CharField(label=gettext_lazy("Kapasitas"), max_length=300, required=False)
    field_order = (
        *("sikap", "kekuatan", "akibat", "pihak", "orang", "kapasitas"),
        *("edisi", "tempat", "bukti", "halaman", "pernyataan", "tanggal"),
    )

    def __init__(self, *args: Any, dispute: Dispute, **more: Any) -> None:
        super().__init__(*args, dispute=dispute, **more)
        parties = dispute.participants.select_related("organisation", "public_body", "person")
        self.fields["pihak"].queryset = parties.order_by("pk")
        self.fields["orang"].queryset = queries.people_of(dispute)
        said = dispute.public_statements.select_related("person").order_by("-said_on", "-pk")
        self.fields["pernyataan"].queryset = said
        self.fields["sikap"].choices = _codes("stance", Stance)
        self.fields["kekuatan"].choices = _codes("stance_strength", Strength)
        effects = [one for one in LegalEffect if one is not LegalEffect.WITHDRAWAL]
        self.fields["akibat"].choices = _codes("legal_effect", effects)

    def to_details(self, passage: Passage | None) -> StanceDetails:
        """The stance; who spoke and as what is taken from the source where it is not told."""
        told, day = self.cleaned_data, self.day()
        said = self.cited.said if self.cited else None
        statement = told["pernyataan"]
        origin = said or statement
        return StanceDetails(
            Stance(told["sikap"]),
            day or date.min,
            effect=LegalEffect(told["akibat"]),
            strength=Strength(told["kekuatan"]),
            participant=told["pihak"],
            person=told["orang"] or (origin.person if origin else None),
            capacity=told["kapasitas"]
            or (said.role if said else statement.capacity if statement else ""),
            **self.source(passage),
        )


class WithdrawalForm(SourceForm):
    """By which words a party takes a stance back, and what it says instead."""

    sikap = forms.ChoiceField(
        label=gettext_lazy("Sikap sekarang"), initial=Stance.DENIES, required=True
    )
    field_order = ("sikap", "edisi", "tempat", "bukti", "halaman", "tanggal")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["sikap"].choices = _codes("stance", Stance)

    def to_details(self, withdrawn: Assertion, passage: Passage | None) -> StanceDetails:
        """The stance that withdraws, of the same party."""
        said = self.cited.said if self.cited else None
        return StanceDetails(
            Stance(self.cleaned_data["sikap"]),
            self.day() or date.min,
            participant=withdrawn.participant,
            person=said.person if said else None,
            capacity=said.role if said else "",
            **self.source(passage),
        )


class ContestForm(forms.Form):
    """Why what was written down is contested, and since when."""

    alasan = area(gettext_lazy("Alasan"))
    tanggal = day_field(gettext_lazy("Dibantah pada"))


class ReviewForm(forms.Form):
    """What a second person finds."""

    hasil = forms.ChoiceField(
        label=gettext_lazy("Hasil pemeriksaan"),
        choices=[
            (CONFIRM, gettext_lazy("Sesuai dengan sumbernya; boleh dilihat umum")),
            (REFUSE, gettext_lazy("Ditolak; tetap di dalam")),
        ],
        widget=forms.RadioSelect,
    )
    alasan = area(gettext_lazy("Alasan"), gettext_lazy("Wajib bila ditolak."), required=False)


def _codes(group: str, codes: Any) -> list[tuple[str, str]]:
    return [(code.value, word(group, code)) for code in codes]
