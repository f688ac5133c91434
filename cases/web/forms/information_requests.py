from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.domain.information_requests import Channel, ReplyKind
from cases.domain.letters import Objected
from cases.forms.fields import ITEMS_AT_MOST, day_field
from cases.models import InformationItem, InformationRequest, Organisation, PublicBody
from cases.services.information_requests import Answer, Letter, Objecting
from cases.web.words import REGIMES, word


def _terms(group: str, codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, word(group, code)) for code in codes]


def _channels() -> list[tuple[str, str]]:
    return _terms("channel", (one.value for one in Channel))


def _kinds() -> list[tuple[str, str]]:
    return _terms("reply_kind", (one.value for one in ReplyKind))


def _grounds() -> list[tuple[str, str]]:
    return [(letter, f"{letter}. {word('objection_ground', letter)}") for letter in "abcdefg"]


class LetterForm(forms.Form):
    """One letter to one body, or the same letter to several."""

    organisasi = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Atas nama"), empty_label=None
    )
    badan = forms.ModelMultipleChoiceField(
        PublicBody.objects.none(),
        label=_("Badan publik"),
        help_text=_("Pilih beberapa untuk mengirim permintaan yang sama kepada semuanya."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    butir = forms.CharField(
        label=_("Informasi yang diminta"),
        help_text=_("Satu baris satu butir: nasib tiap butir dicatat sendiri."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    tujuan = forms.CharField(
        label=_("Alasan permintaan"),
        help_text=_("Wajib disebut menurut UU 14/2008 Pasal 4 ayat (3)."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    bentuk = forms.CharField(
        label=_("Bentuk yang diminta"),
        max_length=200,
        required=False,
        help_text=_("Misalnya salinan digital, .csv, melihat di tempat."),
    )
    jalur = forms.ChoiceField(label=_("Jalur"), choices=REGIMES)
    cara = forms.ChoiceField(label=_("Cara mengirim"), choices=_channels)
    dikirim = day_field(_("Tanggal dikirim"))

    def __init__(self, *args: Any, houses: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisasi"].queryset = houses  # type: ignore[attr-defined]
        self.fields["badan"].queryset = PublicBody.objects.order_by("name")  # type: ignore[attr-defined]

    def clean_butir(self) -> list[str]:
        """The lines that say something, each one item."""
        items = [line.strip() for line in self.cleaned_data["butir"].splitlines()]
        items = [line for line in items if line]
        if len(items) > ITEMS_AT_MOST:
            raise forms.ValidationError(
                _("Paling banyak %(most)s butir dalam satu permintaan.")
                % {"most": ITEMS_AT_MOST}
            )
        return items

    def to_letter(self) -> Letter:
        data: Mapping[str, Any] = self.cleaned_data
        return Letter(
            items=data["butir"],
            submitted_on=data["dikirim"],
            regime=data["jalur"],
            purpose=data["tujuan"],
            wanted_form=data["bentuk"],
            channel=Channel(data["cara"]),
        )


class ReceiptForm(forms.Form):
    """When the other side had a letter, by its receipt."""

    hari = day_field(_("Tanggal diterima"), _("Tanggal pada tanda terima."))
    nomor = forms.CharField(label=_("Nomor tanda terima"), max_length=120, required=False)


class ExtensionForm(forms.Form):
    hari = day_field(
        _("Tanggal pemberitahuan diterima"),
        _("Perpanjangan hanya satu kali dan beralasan tertulis, UU 14/2008 Pasal 22 ayat (8)."),
    )


class ReplyForm(forms.Form):
    hari = day_field(
        _("Tanggal tanggapan diterima"),
        _("Bukan tanggal surat: jam berikutnya mulai pada hari Anda menerimanya."),
    )
    jenis = forms.ChoiceField(label=_("Isi tanggapan"), choices=_kinds)
    isi = forms.CharField(
        label=_("Ringkasan"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def to_answer(self) -> Answer:
        data: Mapping[str, Any] = self.cleaned_data
        return Answer(data["hari"], ReplyKind(data["jenis"]), data["isi"])


class GroundsForm(forms.Form):
    """The grounds of an objection, item by item."""

    alasan = forms.CharField(
        label=_("Alasan keberatan"),
        required=False,
        help_text=_("Apa yang diminta, apa jawabannya, dan mengapa itu tidak memadai."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, items: Iterable[InformationItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {f"butir_{item.pk}": item for item in items}
        for name, item in self.asked.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=f"{item.label}. {item.text}",
                choices=_grounds,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def item_fields(self) -> list[forms.BoundField]:
        """The grounds, one field for each item."""
        return [self[name] for name in self.asked]

    @property
    def letters(self) -> dict[int, list[str]]:
        """The letters chosen, by the key of the item."""
        found = {item.pk: self.cleaned_data[name] for name, item in self.asked.items()}
        return {key: letters for key, letters in found.items() if letters}

    def clean(self) -> None:
        super().clean()
        if not any(self.cleaned_data.get(name) for name in self.asked):
            self.add_error(
                next(iter(self.asked)), _("Pilih paling sedikit satu alasan untuk satu butir.")
            )


class ObjectionForm(GroundsForm):
    """Grounds, and how the objection went out."""

    hari = day_field(_("Tanggal dikirim"))
    cara = forms.ChoiceField(label=_("Cara mengirim"), choices=_channels)

    def to_objecting(self) -> Objecting:
        data: Mapping[str, Any] = self.cleaned_data
        return Objecting(
            filed_on=data["hari"],
            letters=self.letters,
            reason=data["alasan"],
            channel=Channel(data["cara"]),
        )


class ObjectionLetterForm(GroundsForm):
    """Grounds, and who signs the letter."""

    tempat = forms.CharField(label=_("Tempat"), max_length=120)
    nama = forms.CharField(label=_("Penanda tangan"), max_length=200)
    jabatan = forms.CharField(label=_("Jabatan"), max_length=200, required=False)

    def to_facts(self, row: InformationRequest, superior: tuple[str, ...]) -> Objected:
        data: Mapping[str, Any] = self.cleaned_data
        if row.organisation is None or row.submitted_on is None:
            raise LookupError("a request on a desk has an organisation and a day")
        return Objected(
            regime=row.regime,
            organisation=row.organisation.name,
            body=row.public_body.name,
            superior=superior,
            asked_on=row.submitted_on,
            purpose=row.purpose,
            replied_on=row.replied_on,
            reply=row.reply,
            items=[
                (item.text, self.letters[item.pk])
                for item in self.asked.values()
                if item.pk in self.letters
            ],
            reason=data["alasan"],
            place=data["tempat"],
            signatory=data["nama"],
            office=data["jabatan"],
        )


class ClosingForm(forms.Form):
    hari = day_field(_("Tanggal selesai"))
    catatan = forms.CharField(
        label=_("Catatan"),
        max_length=300,
        required=False,
        help_text=_("Misalnya: seluruh dokumen diterima."),
    )
