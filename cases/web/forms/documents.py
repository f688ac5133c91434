from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.letters import Evidence
from cases.models import Exhibit, Organisation

PROVES_AT_MOST = 600


class EvidenceListForm(forms.Form):
    """Who signs the list, and what each exhibit is to prove."""

    atas_nama = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Atas nama"),
        to_field_name="slug",
        empty_label=None,
    )
    tempat = forms.CharField(label=_("Tempat"), max_length=120)
    nama = forms.CharField(label=_("Penanda tangan"), max_length=200)
    jabatan = forms.CharField(label=_("Jabatan"), max_length=200, required=False)

    def __init__(
        self,
        *args: Any,
        houses: Any,
        exhibits: Sequence[Exhibit],
        said: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["atas_nama"]
        field.queryset = houses  # type: ignore[attr-defined]
        if len(houses) == 1:
            field.widget = forms.HiddenInput()
            field.initial = houses[0].slug
        self.exhibits = {f"bukti_{one.no}": one for one in exhibits}
        for name, one in self.exhibits.items():
            label = label_of(one)
            self.fields[name] = forms.CharField(
                label=_("%(number)s, %(title)s: membuktikan")
                % {"number": label, "title": one.title},
                required=False,
                initial=said.get(label, ""),
                max_length=PROVES_AT_MOST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def signing_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("tempat", "nama", "jabatan")]

    @property
    def exhibit_fields(self) -> list[forms.BoundField]:
        """What each exhibit is to prove, as they are numbered."""
        return [self[name] for name in self.exhibits]

    def to_evidence(self, days: Mapping[int, Any]) -> list[Evidence]:
        """The exhibits with what they prove; ``days``: when each came in, by its number."""
        return [
            Evidence(
                label=label_of(one),
                title=one.title,
                received_on=days[one.no],
                pages=one.document.pages if one.document else 0,
                proves=self.cleaned_data[name],
                sha256=one.document.sha256 if one.document else "",
            )
            for name, one in self.exhibits.items()
        ]


def label_of(exhibit: Exhibit) -> str:
    return f"{exhibit.side}-{exhibit.no}"
