"""What is asked of who records words outside a hearing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from cases.domain.admissions import Medium
from cases.forms.fields import area, day_field
from cases.forms.words import word
from cases.models import Dispute, Person
from cases.queries import admissions as queries
from cases.services.admissions import StatementDetails

LANGUAGES = (("id", _("Indonesia")), ("en", _("Inggris")))
RENDERINGS = (
    ("quoted", _("kutipan langsung")),
    ("paraphrase", _("kutipan tidak langsung")),
    ("mixed", _("campuran")),
)


class PublicationForm(forms.Form):
    """Where something was published. The address is written down and never opened here."""

    media = forms.CharField(label=_("Nama media"), max_length=200)
    jenis = forms.ChoiceField(label=_("Jenis media"))
    alamat = forms.CharField(
        label=_("Alamat berita"),
        help_text=_("Disimpan sebagai keterangan; sistem tidak membuka alamat ini."),
        max_length=1000,
        required=False,
        validators=[URLValidator(schemes=["http", "https"])],
    )
    terbit = day_field(_("Terbit"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["jenis"].choices = [(one.value, word("medium", one)) for one in Medium]
        self.fields["terbit"].required = False


class StatementForm(PublicationForm):
    """Words outside the hearing: whose, as what, when, which."""

    orang = forms.ModelChoiceField(
        Person.objects.none(), label=_("Yang berbicara"), required=False
    )
    nama = forms.CharField(
        label=_("Nama, bila belum ada dalam daftar"), max_length=200, required=False
    )
    kapasitas = forms.CharField(
        label=_("Kapasitas menurut berita"), max_length=300, required=False
    )
    tanggal = day_field(_("Diucapkan pada"))
    tempat = forms.CharField(label=_("Tempat"), max_length=300, required=False)
    bentuk = forms.ChoiceField(label=_("Bentuk"), choices=RENDERINGS)
    teks = area(_("Kata-katanya"), _("Seperti tertulis, dengan salah tulisnya."))
    teks_en = area(_("Dalam bahasa Inggris"), required=False)
    bahasa = forms.ChoiceField(label=_("Bahasa kutipan"), choices=LANGUAGES)
    pertanyaan = area(_("Pertanyaan yang dijawab"), required=False)
    catatan = area(_("Catatan"), required=False)
    field_order = (
        *("orang", "nama", "kapasitas", "tanggal", "tempat", "bentuk", "teks", "teks_en"),
        *("bahasa", "pertanyaan", "catatan", "media", "jenis", "alamat", "terbit"),
    )

    def __init__(self, *args: Any, dispute: Dispute, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["orang"].queryset = queries.people_of(dispute)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not told.get("orang") and not told.get("nama"):
            self.add_error("orang", _("Pilih yang berbicara, atau tulis namanya."))
        return told

    def to_details(self) -> StatementDetails:
        """The statement."""
        told = self.cleaned_data
        return StatementDetails(
            key="",
            said_on=told["tanggal"],
            rendering=told["bentuk"],
            text=told["teks"],
            text_en=told["teks_en"],
            capacity=told["kapasitas"],
            place=told["tempat"],
            note=told["catatan"],
            outlet=told["media"],
            medium=told["jenis"],
            url=told["alamat"],
            published_on=told["terbit"],
            lang=told["bahasa"],
            asked_question=told["pertanyaan"],
        )
