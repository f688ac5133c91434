"""What the first visitor of an empty installation says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.domain import numbering, vocabulary
from cases.domain.errors import CaseError
from cases.domain.wording import ZONES
from cases.forms.words import refused, word
from cases.services.first_run import Beginning
from cases.services.parties import CommissionDetails
from cases.web.forms.account import SignUpForm

PARTS = (
    (_("Kode"), ("code",)),
    (_("Anda, pengelola pertama"), ("name", "email", "password1", "password2")),
    (
        _("Komisi Informasi"),
        ("commission", "short", "slug", "level", "region", "time_zone", "address"),
    ),
    (_("Nomor register"), ("pattern",)),
    (_("Panitera pertama"), ("clerk_email",)),
)
TOKENS = _(
    "Pola dengan {seq:03} untuk nomor urut, {roman} untuk bulan, dan {year} untuk tahun."
)


class FirstRunForm(SignUpForm):
    """Administrator, commission, numbers and clerk, in the order in which they are asked."""

    code = forms.CharField(
        label=_("Kode sekali pakai"),
        help_text=_("Yang dicetak oleh mesin ketika dimulai, atau oleh manage.py first_run."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    email = forms.EmailField(
        label=_("Surel"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    commission = forms.CharField(label=_("Nama komisi"), max_length=200)
    short = forms.CharField(
        label=_("Nama pendek"), max_length=80, help_text=_("Misalnya: KI Jawa Timur.")
    )
    slug = forms.SlugField(
        label=_("Kode komisi"),
        max_length=40,
        help_text=_(
            "Huruf kecil dan tanda hubung; menjadi bagian alamat dan tidak berubah lagi."
        ),
    )
    level = forms.ChoiceField(label=_("Tingkat"))
    region = forms.CharField(
        label=_("Provinsi, kabupaten, atau kota"),
        max_length=80,
        required=False,
        help_text=_("Boleh kosong bagi Komisi Informasi Pusat."),
    )
    time_zone = forms.ChoiceField(
        label=_("Zona waktu"), help_text=_("Tenggat dihitung menurut tanggal di sini.")
    )
    address = forms.CharField(label=_("Alamat kantor"), max_length=300, required=False)
    pattern = forms.CharField(
        label=_("Pola nomor register"),
        max_length=80,
        help_text=TOKENS,
        initial="{seq:03}/KI-PSI/{roman}/{year}",
    )
    clerk_email = forms.EmailField(
        label=_("Surel panitera"),
        help_text=_("Undangan dikirim ke sini. Yang lain Anda undang sesudahnya."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        level, zone = self.fields["level"], self.fields["time_zone"]
        level.choices = [  # type: ignore[attr-defined]
            (code, word("commission_level", code))
            for code in vocabulary.terms("commission_level")
        ]
        zone.choices = [  # type: ignore[attr-defined]
            (name, f"{short} ({name.partition('/')[2]})") for name, short in ZONES.items()
        ]

    def parts(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Headings, each with its fields."""
        for heading, names in PARTS:
            yield str(heading), [self[name] for name in names]

    def clean_slug(self) -> str:
        return str(self.cleaned_data["slug"]).lower()

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_pattern(self) -> str:
        pattern = str(self.cleaned_data["pattern"]).strip()
        try:
            numbering.check_pattern(pattern)
        except CaseError as refusal:
            raise forms.ValidationError(refused(refusal)) from refusal
        return pattern

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("email") and typed.get("email") == str(typed.get("clerk_email")).lower():
            self.add_error(
                "clerk_email",
                _("Panitera memakai surelnya sendiri; pengelola tidak merangkap di sini."),
            )
        return typed

    def next_number(self) -> str:
        """The first number that the pattern writes today; empty where it writes none."""
        pattern = str(self["pattern"].value() or "").strip()
        try:
            numbering.check_pattern(pattern)
        except (CaseError, ValueError, LookupError):
            return ""
        today: date = timezone.localdate()
        return numbering.write(pattern, seq=1, month=today.month, year=today.year)

    def to_beginning(self) -> Beginning:
        typed = self.cleaned_data
        return Beginning(
            name=typed["name"],
            email=typed["email"],
            password=typed["password1"],
            commission=CommissionDetails(
                code=typed["slug"],
                name=typed["commission"],
                short=typed["short"],
                level=typed["level"],
                region=typed["region"],
                time_zone=typed["time_zone"],
                address=typed["address"],
            ),
            pattern=typed["pattern"],
            clerk_email=typed["clerk_email"],
        )
