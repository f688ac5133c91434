"""Whom the registry lets in on the respondent's side, and the name of who comes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import Participant
from cases.web.context import LANGUAGES


class GrantForm(forms.Form):
    """An address, whose people read it, and the language of the mail."""

    participant = forms.ChoiceField(label=_("Badan publik"))
    email = forms.EmailField(
        label=_("Surel"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label=_("Nama atau jabatan"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("Bahasa surel"), choices=[(code, name) for code, _short, name in LANGUAGES]
    )

    def __init__(self, *args: Any, respondents: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.respondents = {str(one.pk): one for one in respondents}
        choices = [(key, str(one.public_body)) for key, one in self.respondents.items()]
        self.fields["participant"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["participant"].initial = choices[0][0]
            self.fields["participant"].widget = forms.HiddenInput()

    @property
    def has_respondent(self) -> bool:
        """Whether there is anybody to let in."""
        return bool(self.respondents)

    def to_participant(self) -> Participant:
        """The party whose people are let in."""
        return self.respondents[self.cleaned_data["participant"]]
