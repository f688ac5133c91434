"""What is asked of who brings a file, and of who puts it into the file of a dispute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain import vocabulary
from cases.queries import uploads
from cases.queries.accounts import House
from cases.services.uploads import EVIDENCE
from cases.web.words import tongue, word


class HouseForm(forms.Form):
    """For which of one's houses."""

    house = forms.ChoiceField(label=_("Untuk siapa"))

    def __init__(self, *args: Any, houses: Sequence[House], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.houses = {uploads.key_of(house): house for house in houses}
        choices = [(key, str(house)) for key, house in self.houses.items()]
        self.fields["house"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["house"].initial = choices[0][0]
            self.fields["house"].widget = forms.HiddenInput()

    def chosen(self) -> House:
        """The house that was chosen."""
        return self.houses[self.cleaned_data["house"]]


class AdmitForm(forms.Form):
    """An exhibit as its side calls it."""

    title = forms.CharField(label=_("Judul bukti"), max_length=300)
    side = forms.ChoiceField(label=_("Pihak"))
    kind = forms.ChoiceField(label=_("Jenis"), initial=EVIDENCE)

    def __init__(self, *args: Any, sides: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(side, word("exhibit_side", side)) for side in sides]
        self.fields["side"].choices = named  # type: ignore[attr-defined]
        kinds = vocabulary.terms("document_kind").values()
        known = [(term.code, term.label(tongue())) for term in kinds]
        self.fields["kind"].choices = known  # type: ignore[attr-defined]
