from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.information_requests import ProofKind
from cases.web.words import word


class ProofForm(forms.Form):
    """What the files that are brought prove."""

    langkah = forms.ChoiceField(label=_("Membuktikan"))

    def __init__(self, *args: Any, kinds: Iterable[ProofKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["langkah"].choices = [(one, word("proof_kind", one)) for one in kinds]  # type: ignore[attr-defined]
