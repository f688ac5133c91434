from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.notices import NoticeKind
from cases.web.words import word


class ChoicesForm(forms.Form):
    """What somebody wants to be told, kind by kind, and in which language."""

    language = forms.ChoiceField(
        label=_("Bahasa surel"), choices=[("id", _("Bahasa Indonesia")), ("en", "English")]
    )

    def __init__(self, *args: Any, choices: Mapping[NoticeKind, bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, is_wanted in choices.items():
            self.fields[kind.value] = forms.BooleanField(
                label=word("notice_kind", kind),
                help_text=word("notice_kind_hint", kind),
                initial=is_wanted,
                required=False,
            )

    def kinds(self) -> list[forms.BoundField]:
        """The fields of the kinds, in the order of the page."""
        return [self[kind.value] for kind in NoticeKind]

    def wanted(self) -> list[NoticeKind]:
        """The kinds that are ticked."""
        return [kind for kind in NoticeKind if self.cleaned_data[kind.value]]
