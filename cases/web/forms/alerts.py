from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AlertForm(forms.Form):
    """Where the news of a search are sent."""

    email = forms.EmailField(
        label=_("Alamat surel"),
        help_text=_("Hanya untuk kabar ini; dihapus begitu Anda berhenti."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
