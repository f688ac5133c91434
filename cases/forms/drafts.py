"""The steps of an application as forms; what is written is kept as it was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from cases.domain import vocabulary
from cases.domain.filing import (
    Applicant,
    Application,
    Chronology,
    Wanted,
    reasons_for,
    relief_for,
    suggest_commission,
    suggest_regime,
)
from cases.domain.parties import RepresentationBasis
from cases.forms.fields import ITEMS_AT_MOST, day_field
from cases.forms.words import REGIMES, word
from cases.models import DisputeApplication, FilingDraft, InformationRequest, PublicBody
from cases.models.columns import longest
from cases.queries import drafts, papers

Answers = Mapping[str, Mapping[str, Any]]
BASES = (RepresentationBasis.OFFICE, RepresentationBasis.POWER_OF_ATTORNEY)
YES_NO = (("tidak", _("Tidak ada")), ("ya", _("Ada")))


def _written(column: str) -> int:
    return longest(DisputeApplication, column)


def _terms(group: str) -> list[tuple[str, str]]:
    return [(code, word(group, code)) for code in vocabulary.terms(group)]


class StepForm(forms.Form):
    """One step. ``held``: the draft with its request; ``told``: what the other steps say."""

    def __init__(
        self, data: Any = None, *, held: FilingDraft, told: Answers, **kwargs: Any
    ) -> None:
        super().__init__(data, initial=self.first(held, told), **kwargs)
        self.prepare(held, told)

    @classmethod
    def first(cls, held: FilingDraft, told: Answers) -> dict[str, Any]:  # noqa: ARG003 -- a hook
        """What the step proposes before anybody wrote in it."""
        return {}

    def prepare(self, held: FilingDraft, told: Answers) -> None:
        """Fit the fields to what is known already."""


class ApplicantStep(StepForm):
    jenis = forms.ChoiceField(label=_("Pemohon"), choices=lambda: _terms("applicant_kind"))
    nama = forms.CharField(label=_("Nama"), max_length=_written("applicant_name"))
    alamat = forms.CharField(
        label=_("Alamat"),
        max_length=_written("applicant_address"),
        help_text=_("Untuk surat. Tidak pernah tampil di muka umum."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
    )
    kota = forms.CharField(label=_("Kota"), max_length=_written("applicant_city"))
    telepon = forms.CharField(
        label=_("Telepon"), required=False, max_length=_written("applicant_phone")
    )
    surel = forms.EmailField(label=_("Surel"), max_length=_written("applicant_email"))
    pengesahan = forms.CharField(
        label=_("Nomor pengesahan badan hukum"),
        required=False,
        max_length=_written("applicant_deed"),
        help_text=_("Keputusan Menteri Hukum yang mengesahkan anggaran dasar."),
    )
    wakil = forms.CharField(
        label=_("Diwakili oleh"), required=False, max_length=_written("representative")
    )
    jabatan = forms.CharField(
        label=_("Jabatan"), required=False, max_length=_written("representative_office")
    )
    dasar = forms.ChoiceField(
        label=_("Bertindak karena"),
        choices=lambda: [(one.value, word("representation_basis", one)) for one in BASES],
    )
    tanggal_kuasa = day_field(_("Tanggal surat kuasa"))

    @classmethod
    def first(cls, held: FilingDraft, told: Answers) -> dict[str, Any]:  # noqa: ARG003 -- a hook
        return {
            "jenis": held.organisation.kind or "badan_hukum",
            "nama": held.organisation.name,
        }

    def prepare(self, held: FilingDraft, told: Answers) -> None:
        self.fields["tanggal_kuasa"].required = False

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        is_attorney = data.get("dasar") == RepresentationBasis.POWER_OF_ATTORNEY
        if is_attorney and not data.get("tanggal_kuasa"):
            self.add_error("tanggal_kuasa", _("Isi tanggal surat kuasa."))
        if (is_attorney or data.get("jenis") != "perseorangan") and not data.get("wakil"):
            self.add_error("wakil", _("Sebutkan siapa yang mewakili."))
        day = data.get("tanggal_kuasa")
        if day and day > timezone.localdate():
            self.add_error("tanggal_kuasa", _("Tanggal ini belum tiba."))

    def to_applicant(self) -> Applicant:
        data = self.cleaned_data
        basis = RepresentationBasis(data["dasar"])
        is_attorney = basis is RepresentationBasis.POWER_OF_ATTORNEY
        return Applicant(
            kind=data["jenis"],
            name=data["nama"],
            address=data["alamat"],
            city=data["kota"],
            phone=data["telepon"],
            email=data["surel"],
            deed=data["pengesahan"],
            representative=data["wakil"],
            office=data["jabatan"],
            basis=basis,
            attorney_on=data["tanggal_kuasa"] if is_attorney else None,
        )


class BodyStep(StepForm):
    badan = forms.ModelChoiceField(
        PublicBody.objects.none(),
        label=_("Badan publik"),
        to_field_name="slug",
        empty_label=_("Pilih badan publik"),
        help_text=_("Yang belum ada dapat dimasukkan ke register badan publik lebih dahulu."),
    )
    unit = forms.CharField(
        label=_("Unit atau satuan kerja"), required=False, max_length=_written("unit")
    )

    @classmethod
    def first(cls, held: FilingDraft, told: Answers) -> dict[str, Any]:  # noqa: ARG003 -- a hook
        asked = held.information_request
        return {"badan": asked.public_body.slug} if asked else {}

    def prepare(self, held: FilingDraft, told: Answers) -> None:
        field = self.fields["badan"]
        field.queryset = PublicBody.objects.order_by("name")  # type: ignore[attr-defined]


class ItemsStep(StepForm):
    butir = forms.CharField(
        label=_("Informasi yang disengketakan"),
        help_text=_("Satu baris satu butir: nasib tiap butir dicatat sendiri."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    @classmethod
    def first(cls, held: FilingDraft, told: Answers) -> dict[str, Any]:  # noqa: ARG003 -- a hook
        asked = held.information_request
        return {"butir": "\n".join(item.text for item in asked.items.all())} if asked else {}

    def clean_butir(self) -> list[str]:
        items = lines(self.cleaned_data["butir"])
        if len(items) > ITEMS_AT_MOST:
            raise forms.ValidationError(
                _("Paling banyak %(most)s butir dalam satu permohonan.")
                % {"most": ITEMS_AT_MOST}
            )
        return items


class ChronologyStep(StepForm):
    diminta = day_field(
        _("Permintaan informasi diterima badan publik"), _("Tanggal pada tanda terima.")
    )
    ditanggapi = forms.ChoiceField(
        label=_("Tanggapan PPID"), choices=YES_NO, widget=forms.RadioSelect
    )
    tanggal_tanggapan = day_field(_("Tanggal tanggapan diterima"))
    isi_tanggapan = forms.CharField(
        label=_("Isi tanggapan"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    keberatan = day_field(
        _("Keberatan diterima atasan PPID"),
        _("Kosongkan bila belum ada; keberatan adalah syarat sengketa."),
    )
    dijawab = forms.ChoiceField(
        label=_("Tanggapan atasan PPID"), choices=YES_NO, widget=forms.RadioSelect
    )
    tanggal_jawaban = day_field(_("Tanggal jawaban diterima"))
    isi_jawaban = forms.CharField(
        label=_("Isi jawaban"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    @classmethod
    def first(cls, held: FilingDraft, told: Answers) -> dict[str, Any]:  # noqa: ARG003 -- a hook
        asked = held.information_request
        if asked is None:
            return {"ditanggapi": "tidak", "dijawab": "tidak"}
        return _told_dates(asked)

    def prepare(self, held: FilingDraft, told: Answers) -> None:
        for name in ("tanggal_tanggapan", "keberatan", "tanggal_jawaban"):
            self.fields[name].required = False

    def clean(self) -> None:
        super().clean()
        for answered, day in (
            ("ditanggapi", "tanggal_tanggapan"),
            ("dijawab", "tanggal_jawaban"),
        ):
            is_missing = day not in self.errors and not self.cleaned_data.get(day)
            if self.cleaned_data.get(answered) == "ya" and is_missing:
                self.add_error(day, _("Isi tanggal diterimanya."))
        self._check_order()

    def _check_order(self) -> None:
        before, today = None, timezone.localdate()
        for name in ("diminta", "tanggal_tanggapan", "keberatan", "tanggal_jawaban"):
            day = self.cleaned_data.get(name)
            if day is None:
                continue
            if day > today:
                self.add_error(name, _("Tanggal ini belum tiba."))
            elif before is not None and day < before:
                self.add_error(name, _("Tanggal ini mendahului langkah sebelumnya."))
            before = day

    def to_chronology(self) -> Chronology:
        data = self.cleaned_data
        is_replied, is_answered = data["ditanggapi"] == "ya", data["dijawab"] == "ya"
        return Chronology(
            asked_on=data["diminta"],
            replied_on=data["tanggal_tanggapan"] if is_replied else None,
            reply=data["isi_tanggapan"] if is_replied else "",
            objected_on=data["keberatan"],
            answered_on=data["tanggal_jawaban"] if is_answered else None,
            answer=data["isi_jawaban"] if is_answered else "",
        )


class ReasonsStep(StepForm):
    """Grounds item by item, then the reasons and what is asked for, suggested from them."""

    alasan = forms.MultipleChoiceField(
        label=_("Alasan permohonan"),
        choices=lambda: _terms("dispute_reason"),
        widget=forms.CheckboxSelectMultiple,
    )
    masalah = forms.CharField(
        label=_("Uraian"),
        required=False,
        help_text=_("Apa yang terjadi, dengan kata-kata Anda sendiri."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    tuntutan = forms.MultipleChoiceField(
        label=_("Yang dimohonkan"),
        choices=lambda: _terms("relief"),
        widget=forms.CheckboxSelectMultiple,
    )
    tuntutan_lain = forms.CharField(
        label=_("Permohonan lain"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    @classmethod
    def first(cls, held: FilingDraft, told: Answers) -> dict[str, Any]:
        letters = _objected(held)
        found: dict[str, Any] = {
            f"butir_{no}": letters.get(text, [])
            for no, text in enumerate(lines(told.get("informasi", {}).get("butir", "")))
        }
        every = {letter for one in letters.values() for letter in one}
        return found | {"alasan": reasons_for(every), "tuntutan": relief_for(every)}

    def prepare(self, held: FilingDraft, told: Answers) -> None:
        self.texts = lines(told.get("informasi", {}).get("butir", ""))
        choices = [
            (letter, f"{letter}. {word('objection_ground', letter)}")
            for letter in vocabulary.terms("objection_ground")
        ]
        for no, text in enumerate(self.texts):
            self.fields[f"butir_{no}"] = forms.MultipleChoiceField(
                label=text,
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.order_fields([f"butir_{no}" for no in range(len(self.texts))])

    @property
    def item_fields(self) -> list[forms.BoundField]:
        """The grounds, one field for each item."""
        return [self[f"butir_{no}"] for no in range(len(self.texts))]

    def to_items(self) -> tuple[Wanted, ...]:
        return tuple(
            Wanted(text, tuple(self.cleaned_data[f"butir_{no}"]))
            for no, text in enumerate(self.texts)
        )


class CommissionStep(StepForm):
    komisi = forms.ChoiceField(label=_("Komisi Informasi"))
    jalur = forms.ChoiceField(label=_("Jalur"), choices=REGIMES)

    @classmethod
    def first(cls, held: FilingDraft, told: Answers) -> dict[str, Any]:
        name = body_name(told)
        regions = [(one.code, one.region) for one in drafts.commissions()]
        asked = held.information_request
        return {
            "komisi": suggest_commission(name, regions).code,
            "jalur": asked.regime if asked else suggest_regime(name).code,
        }

    def prepare(self, held: FilingDraft, told: Answers) -> None:
        found = drafts.commissions()
        regions = [(one.code, one.region) for one in found]
        choices = [("", _("Pilih Komisi")), *((one.code, one.name) for one in found)]
        self.fields["komisi"].choices = choices  # type: ignore[attr-defined]
        name = body_name(told)
        if name:
            competent, regime = suggest_commission(name, regions), suggest_regime(name)
            self.fields["komisi"].help_text = _why(competent.reason)
            self.fields["jalur"].help_text = _why(regime.reason)


def as_posted(told: Mapping[str, Any]) -> MultiValueDict[str, str]:
    """Stored answers as a form reads them."""
    return MultiValueDict(
        {name: one if isinstance(one, list) else [one] for name, one in told.items()}
    )


def lines(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def body_name(told: Answers) -> str:
    """The name of the body chosen, empty while none is."""
    return papers.body_name(told.get("badan-publik", {}).get("badan", ""))


def application_of(steps: Mapping[str, Any]) -> Application:
    """The valid steps as one application.

    Raises:
        IncompleteApplication: something is missing that no application can lack.
    """
    reasons, commission = steps["alasan"].cleaned_data, steps["komisi"].cleaned_data
    body = steps["badan-publik"].cleaned_data
    return Application(
        applicant=steps["pemohon"].to_applicant(),
        body=body["badan"].slug,
        unit=body["unit"],
        items=steps["alasan"].to_items(),
        chronology=steps["riwayat"].to_chronology(),
        reasons=tuple(reasons["alasan"]),
        relief=tuple(reasons["tuntutan"]),
        problem=reasons["masalah"],
        relief_note=reasons["tuntutan_lain"],
        enclosures=steps["dokumen"].to_enclosures(),
        commission=commission["komisi"],
        regime=commission["jalur"],
    )


def _why(reason: str) -> str:
    return _("Saran: %(why)s.") % {"why": word("suggestion", reason)}


def _told_dates(asked: InformationRequest) -> dict[str, Any]:
    objection = next(iter(asked.objections.all()), None)
    return {
        "diminta": asked.received_on or asked.submitted_on,
        "ditanggapi": "ya" if asked.replied_on else "tidak",
        "tanggal_tanggapan": asked.replied_on,
        "isi_tanggapan": asked.reply,
        "keberatan": (objection.received_on or objection.filed_on) if objection else None,
        "dijawab": "ya" if objection and objection.replied_on else "tidak",
        "tanggal_jawaban": objection.replied_on if objection else None,
        "isi_jawaban": objection.reply if objection else "",
    }


def _objected(held: FilingDraft) -> dict[str, Sequence[str]]:
    """The letters of the objection by the text of the item."""
    asked = held.information_request
    objection = next(iter(asked.objections.all()), None) if asked else None
    if asked is None or objection is None:
        return {}
    texts = {item.pk: item.text for item in asked.items.all()}
    found: dict[str, list[str]] = {}
    for ground in objection.item_grounds.all():
        found.setdefault(texts.get(ground.item_id, ""), []).append(ground.letter)
    return dict(found)
