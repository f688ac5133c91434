"""What became of a question, and of a promise."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.admissions import QuestionFate
from cases.domain.notices import Side
from cases.forms.fields import day_field
from cases.models import Correspondence, Dispute, Exhibit, Participant
from cases.queries import parties
from cases.services.threads import Found
from cases.web.words import word

KEPT, LAPSED = "dipenuhi", "lewat"


class ExhibitField(forms.ModelChoiceField):
    """An exhibit by its mark."""

    def label_from_instance(self, obj: Exhibit) -> str:
        return f"{obj.side}-{obj.no}: {obj.title}"


class LetterField(forms.ModelChoiceField):
    """A piece of writing by its day and how it begins."""

    def label_from_instance(self, obj: Correspondence) -> str:
        return f"{obj.sent_at:%d-%m-%Y}, {word('side', obj.sender)}: {obj.text[:60]}"


class PartyField(forms.ModelChoiceField):
    """A party by its name."""

    def label_from_instance(self, obj: Participant) -> str:
        return f"{word('party_role', obj.role)}: {parties.full_name(obj)}"


class JudgementForm(forms.Form):
    """What became of a question; an answer that came later names where it is."""

    nasib = forms.ChoiceField(label=_("Apa jadinya"))
    pihak = PartyField(
        Participant.objects.none(),
        label=_("Yang ditanya"),
        help_text=_("Bila dijawab tertulis, pihak ini yang menyanggupi."),
        required=False,
    )
    batas = day_field(_("Paling lambat"))
    bukti = ExhibitField(
        Exhibit.objects.none(),
        label=_("Dijawab dengan bukti"),
        required=False,
        empty_label=_("Tidak dengan bukti"),
    )
    surat = LetterField(
        Correspondence.objects.none(),
        label=_("Dijawab dengan surat"),
        required=False,
        empty_label=_("Tidak dengan surat"),
    )
    catatan = forms.CharField(
        label=_("Catatan"), required=False, max_length=1_000, widget=forms.Textarea
    )

    def __init__(self, *args: Any, dispute: Dispute, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["batas"].required = False
        self.fields["nasib"].choices = [
            (fate.value, word("question_fate", fate)) for fate in QuestionFate
        ]
        present = dispute.participants.filter(ends_on=None, role__in=["pemohon", "termohon"])
        named = present.select_related("organisation", "public_body", "person")
        self.fields["pihak"].queryset = named.order_by("pk")
        self.fields["bukti"].queryset = dispute.exhibits.order_by("side", "no")
        written = Correspondence.objects.filter(dispute=dispute).exclude(sender=Side.COMMISSION)
        self.fields["surat"].queryset = written.order_by("-sent_at")

    def fate(self) -> QuestionFate:
        """The judgement."""
        return QuestionFate(self.cleaned_data["nasib"])

    def found(self) -> Found:
        """Where the answer is, if it came later."""
        return Found(exhibit=self.cleaned_data["bukti"], letter=self.cleaned_data["surat"])

    def came_later(self) -> bool:
        """Whether an exhibit or a letter answers."""
        return bool(self.cleaned_data["bukti"] or self.cleaned_data["surat"])


class OrderForm(forms.Form):
    """Whether an order of the panel, or a promise, was kept, or its day went by."""

    hasil = forms.ChoiceField(
        label=_("Hasil"),
        choices=[(KEPT, _("Dipenuhi")), (LAPSED, _("Lewat tanpa dipenuhi"))],
        widget=forms.RadioSelect,
    )


class PromiseForm(OrderForm):
    """The same of a promise, with how its question was answered."""

    catatan = forms.CharField(
        label=_("Catatan"), required=False, max_length=1_000, widget=forms.Textarea
    )
