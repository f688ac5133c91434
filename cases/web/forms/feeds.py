from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Organisation


class FeedForm(forms.Form):
    """A new address: what it is called, and whose disputes it shows."""

    label = forms.CharField(
        label=_("Nama"),
        help_text=_("Untuk Anda sendiri, misalnya: telepon, kalender kantor."),
        max_length=80,
    )
    organisation = forms.ModelChoiceField(
        label=_("Perkara"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Semua perkara saya"),
    )

    def __init__(
        self, *args: Any, houses: QuerySet[Organisation] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = houses
