"""What is asked at one's own desk: a name for a filter, a note, who looks after a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.desk import LONGEST_NAME

LONGEST_NOTE = 20_000


class ViewForm(forms.Form):
    """The present filter under a name."""

    nama = forms.CharField(label=_("Nama saringan"), max_length=LONGEST_NAME)


class NoteForm(forms.Form):
    """A note for one's own organisation."""

    catatan = forms.CharField(
        label=_("Catatan baru"),
        help_text=_("Hanya organisasi Anda yang membacanya. Catatan tidak dapat diubah."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class KeeperForm(forms.Form):
    """Who looks after a case."""

    petugas = forms.ChoiceField(label=_("Petugas"), required=False)

    def __init__(self, *args: Any, members: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(account), name) for account, name in members]
        self.fields["petugas"].choices = [("", _("belum ada")), *named]  # type: ignore[attr-defined]
