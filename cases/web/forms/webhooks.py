from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.domain.webhooks import KINDS, LONGEST_ADDRESS
from cases.forms.words import word
from cases.models import Organisation


class WebhookForm(forms.Form):
    """A new address: where, which news, and whose disputes."""

    address = forms.CharField(
        label=_("Alamat"),
        help_text=_("Diawali https://; hanya alamat di jaringan umum."),
        max_length=LONGEST_ADDRESS,
        widget=forms.URLInput,
    )
    kinds = forms.MultipleChoiceField(label=_("Kabar"), widget=forms.CheckboxSelectMultiple)
    organisation = forms.ModelChoiceField(
        label=_("Perkara sendiri"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Semua perkara saya"),
    )

    def __init__(self, *args: Any, houses: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["organisation"].queryset = houses
        fields["kinds"].choices = [(one, word("webhook_kind", one)) for one in KINDS]
