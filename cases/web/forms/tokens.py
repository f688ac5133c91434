from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.tokens import DAYS, Scope
from cases.forms.words import word


class TokenForm(forms.Form):
    """A new token: what it is called, what it is for, how long it holds."""

    label = forms.CharField(
        label=_("Nama"),
        help_text=_("Untuk Anda sendiri, misalnya: skrip pengajuan."),
        max_length=80,
    )
    scopes = forms.MultipleChoiceField(
        label=_("Untuk apa"),
        help_text=_("Tidak pernah lebih daripada yang boleh Anda lakukan sendiri."),
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(label=_("Berlaku"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["scopes"].choices = [(one.value, word("api_scope", one)) for one in Scope]
        days = [(days, _("%(days)s hari") % {"days": days}) for days in DAYS]
        fields["days"].choices = days

    def to_scopes(self) -> list[Scope]:
        return [Scope(one) for one in self.cleaned_data["scopes"]]
