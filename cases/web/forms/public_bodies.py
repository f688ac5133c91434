from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain import vocabulary
from cases.domain.parties import AddresseeRole
from cases.models import Addressee, PublicBody
from cases.models.columns import longest
from cases.services.public_bodies import DEFAULT_KIND, AddresseeDetails, BodyDetails
from cases.web.words import word

CSV_AT_MOST = 5 * 1024 * 1024


class AddresseeForm(forms.Form):
    """Where letters for one office go."""

    office = forms.CharField(
        label=_("Jabatan"), required=False, max_length=longest(Addressee, "office")
    )
    address = forms.CharField(
        label=_("Alamat"),
        required=False,
        max_length=longest(Addressee, "address"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    email = forms.EmailField(
        label=_("Surel"), required=False, max_length=longest(Addressee, "email")
    )
    phone = forms.CharField(
        label=_("Telepon"), required=False, max_length=longest(Addressee, "phone")
    )

    def to_details(self) -> AddresseeDetails:
        return AddresseeDetails(**self.cleaned_data)


class BodyForm(forms.Form):
    name = forms.CharField(label=_("Nama badan publik"), max_length=longest(PublicBody, "name"))
    short = forms.CharField(
        label=_("Singkatan"), required=False, max_length=longest(PublicBody, "short")
    )
    kind = forms.ChoiceField(
        label=_("Jenis"),
        choices=lambda: [
            (code, word("respondent_kind", code))
            for code in vocabulary.terms("respondent_kind")
        ],
        initial=DEFAULT_KIND,
    )

    def clean_name(self) -> str:
        """A name that is not in the register yet."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if PublicBody.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Badan publik ini sudah ada dalam register."))
        return name

    def to_details(self) -> BodyDetails:
        data: dict[str, Any] = self.cleaned_data
        return BodyDetails(data["name"], data["short"], data["kind"])


class ImportForm(forms.Form):
    berkas = forms.FileField(
        label=_("Berkas CSV"),
        help_text=_(
            "Kolom: nama, singkatan, jenis, ppid_jabatan, ppid_alamat, ppid_surel, "
            "ppid_telepon, atasan_jabatan, atasan_alamat, atasan_surel, atasan_telepon."
        ),
    )

    def clean_berkas(self) -> bytes:
        file = self.cleaned_data["berkas"]
        if file.size > CSV_AT_MOST:
            raise forms.ValidationError(_("Berkas terlalu besar; paling besar 5 MB."))
        return bytes(file.read())


ROLES = (AddresseeRole.OFFICER, AddresseeRole.SUPERIOR)
