"""The respondent's answer as a form: words, then each item in dispute with its position."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain import vocabulary
from cases.domain.answers import Position, Stated
from cases.models import InformationItem
from cases.web.words import tongue, word

LONGEST = 20_000


class AnswerForm(forms.Form):
    """What is answered as a whole; ``after``: how many answers the page showed."""

    after = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Jawaban"),
        required=False,
        max_length=LONGEST,
        help_text=_("Boleh kosong bila jawaban lengkapnya ada dalam dokumen."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class PositionForm(forms.Form):
    """Where the respondent stands on one item."""

    position = forms.ChoiceField(label=_("Sikap termohon"), required=False)
    remark = forms.CharField(
        label=_("Penjelasan"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    grounds = forms.MultipleChoiceField(
        label=_("Dasar pengecualian (UU 14/2008 Pasal 17)"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    test = forms.CharField(
        label=_("Uji konsekuensi"),
        required=False,
        max_length=LONGEST,
        help_text=_("Kapan dibuat, oleh siapa, apa hasilnya. Kosongkan bila tidak dibuat."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, item: InformationItem, is_first: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, prefix=f"b{item.pk}", **kwargs)
        self.item, self.is_first = item, is_first
        unsaid = _("Pilih") if is_first else _("Tidak ada perubahan")
        known = [(one.value, word("answer_position", one)) for one in Position]
        self.fields["position"].choices = [("", unsaid), *known]  # type: ignore[attr-defined]
        grounds = vocabulary.terms("exemption_ground").values()
        self.fields["grounds"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.code.removeprefix('17')}. {one.label(tongue())}")
            for one in grounds
        ]

    def clean(self) -> dict[str, Any]:
        """Grounds and test belong to what is exempt; the first answer leaves nothing out."""
        told = super().clean() or {}
        position = told.get("position", "")
        if self.is_first and not position and "position" not in self.errors:
            self.add_error("position", _("Nyatakan sikap untuk butir ini."))
        if position == Position.EXEMPT and not told.get("grounds"):
            self.add_error("grounds", _("Sebutkan dasar pengecualian menurut Pasal 17."))
        if position and position != Position.EXEMPT and (told.get("grounds") or told["test"]):
            self.add_error(
                "grounds", _("Dasar dan uji konsekuensi hanya untuk informasi dikecualikan.")
            )
        if not position and not self.is_first and any(told.get(name) for name in told):
            self.add_error("position", _("Nyatakan sikap untuk butir ini."))
        return told

    @property
    def is_open(self) -> bool:
        """Whether what only concerns exempt items is shown at once."""
        return self["position"].value() == Position.EXEMPT or "grounds" in self.errors

    def to_stated(self) -> Stated | None:
        """The position; None where an additional answer says nothing of this item."""
        told = self.cleaned_data
        if not told["position"]:
            return None
        return Stated(
            label=self.item.label,
            position=Position(told["position"]),
            grounds=tuple(told["grounds"]),
            test=told["test"].strip(),
            remark=told["remark"].strip(),
        )


def positions(
    data: Any, items: Sequence[InformationItem], *, is_first: bool
) -> list[PositionForm]:
    """One form for each item in dispute."""
    return [PositionForm(data, item=item, is_first=is_first) for item in items]
