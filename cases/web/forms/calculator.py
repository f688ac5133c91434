from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.deadlines import RULES, Convention, Direction
from cases.web.words import REGIMES, rule_name


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The rules that can be counted, by regime, in the order of the procedure."""
    return [
        (
            str(name),
            [(key, rule_name(key)) for key, rule in RULES.items() if rule.regime == regime],
        )
        for regime, name in REGIMES
    ]


class CalculatorForm(forms.Form):
    """One rule and one date; how days are counted is asked, because the texts leave it open."""

    aturan = forms.ChoiceField(label=_("Yang dihitung"), choices=_choices)
    tanggal = forms.DateField(
        label=_("Mulai dari, atau hari sidangnya"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Hari kejadian yang memulai tenggat. Hari itu sendiri tidak dihitung."),
    )
    cuti = forms.BooleanField(label=_("Hitung cuti bersama sebagai hari kerja"), required=False)
    bersih = forms.BooleanField(
        label=_("Hari penyampaian tidak dihitung"),
        required=False,
        help_text=_("Hanya untuk panggilan dan tenggat lain sebelum suatu hari."),
    )

    def convention(self) -> Convention:
        """How the days are to be counted."""
        data: dict[str, Any] = self.cleaned_data
        before = RULES[data["aturan"]].direction is Direction.BEFORE
        return Convention(joint_leave_counts=data["cuti"], is_clear=data["bersih"] and before)
