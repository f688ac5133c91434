from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.errors import CaseError
from cases.domain.register_import import ImportKind, TableMap, columns
from cases.domain.register_import.names import NEW, Directory, Match
from cases.domain.register_import.rows import LONGEST_NAME
from cases.domain.register_import.table import Table
from cases.models import Commission
from cases.web.words import refused, word

SAMPLES_AT_MOST = 60  # letters of a sample
ROWS_AT_MOST = 300  # spellings on the page; the rest are bodies of their own
BODIES = "badan-dikenal"  # the list of known bodies on the page


class BringForm(forms.Form):
    """A file of one commission."""

    komisi = forms.ModelChoiceField(
        label=_("Komisi"), queryset=Commission.objects.none(), to_field_name="code",
        empty_label=None,
    )  # fmt: skip
    jenis = forms.ChoiceField(
        label=_("Isi berkas"),
        choices=lambda: [(kind.value, word("import_kind", kind)) for kind in ImportKind],
    )
    berkas = forms.FileField(
        label=_("Berkas CSV atau XLSX"),
        help_text=_("Dari XLSX dibaca lembar pertama. Paling banyak 20.000 baris."),
    )

    def __init__(self, *args: Any, commissions: Sequence[Commission], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Commission.objects.filter(pk__in=[one.pk for one in commissions])
        field: Any = self.fields["komisi"]
        field.queryset, field.initial = mine.order_by("name"), commissions[0].code

    def to_kind(self) -> ImportKind:
        return ImportKind(self.cleaned_data["jenis"])


class MapForm(forms.Form):
    """What each column holds, and which body a doubtful spelling means."""

    umum = forms.BooleanField(
        label=_("Umumkan perkara yang dimasukkan"),
        help_text=_(
            "Tanpa ini hanya kepaniteraan dan para pihak yang melihatnya. Nama dan alamat "
            "perseorangan tidak pernah tampak."
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        table: Table,
        spellings: Sequence[tuple[str, Match]],
        mapping: TableMap,
        bodies: Directory,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.table, self.mapping = table, mapping
        self.spellings = sorted(spellings, key=lambda one: one[1].like is None)
        self.bodies = bodies
        fields = [("", _("tidak dimasukkan"))]
        fields += [(one, word("import_field", one)) for one in columns.FIELDS[table.kind]]
        for no, heading in enumerate(table.headings):
            self.fields[f"kolom-{no}"] = forms.ChoiceField(
                label=heading,
                choices=fields,
                required=False,
                widget=forms.Select(attrs={"class": "in"}),
                initial=table.columns[heading],
            )
        for no, (name, match) in enumerate(self.spellings):
            said = mapping.bodies.get(name, "")
            offered = [value for value, _label in _choices(match)]
            if match.like:
                self.fields[f"badan-{no}"] = forms.ChoiceField(
                    label=name,
                    choices=_choices(match),
                    required=False,
                    widget=forms.Select(attrs={"class": "in"}),
                    initial=said,
                )
            self.fields[f"lain-{no}"] = forms.CharField(
                label=_("Badan lain untuk %(name)s") % {"name": name},
                required=False,
                max_length=LONGEST_NAME,
                widget=forms.TextInput(attrs={"class": "in", "list": BODIES}),
                initial="" if said in offered else bodies.name_of(said),
            )

    def clean(self) -> dict[str, Any] | None:
        """Columns that tell enough."""
        cleaned = super().clean()
        for no, _spelling in enumerate(self.spellings):
            written = self.cleaned_data.get(f"lain-{no}", "")
            if written and not self._said(written):
                told = _("Tidak ada badan publik itu. Awali dengan + untuk badan baru.")
                self.add_error(f"lain-{no}", told)
        try:
            columns.check(self.to_mapping().columns, self.table.kind)
        except CaseError as refusal:
            self.add_error(None, refused(refusal))
        return cleaned

    def to_mapping(self) -> TableMap:
        """What was said; what was said before of other headings and spellings stays."""
        told = self.cleaned_data
        said = TableMap(
            {
                heading: told.get(f"kolom-{no}", "")
                for no, heading in enumerate(self.table.headings)
            },
            dict(self._bodies()),
        )
        return TableMap(said.columns, {**self.mapping.bodies, **said.bodies})

    def _bodies(self) -> Iterator[tuple[str, str]]:
        """What was said of each spelling; of one that nobody spoke about there is nothing."""
        told = self.cleaned_data
        for no, (name, match) in enumerate(self.spellings):
            written = told.get(f"lain-{no}", "")
            if written:
                yield name, self._said(written)
            elif match.like:
                yield name, told.get(f"badan-{no}", "")
            elif name in self.mapping.bodies:
                yield name, ""

    def _said(self, written: str) -> str:
        """The body that was typed: one that is known, or with a plus a new one."""
        if written.startswith(NEW):
            name = " ".join(written.removeprefix(NEW).split())
            return f"{NEW}{name}" if name else ""
        known = self.bodies.match(written).known
        return known.slug if known else ""

    def column_rows(self) -> list[dict[str, Any]]:
        """Each column with its field and some of what it holds."""
        return [
            {
                "field": self[f"kolom-{no}"],
                "samples": [text[:SAMPLES_AT_MOST] for text in self.table.samples(heading)],
            }
            for no, heading in enumerate(self.table.headings)
        ]

    def body_rows(self) -> list[dict[str, Any]]:
        """Each spelling that is not known for sure: what it is like, and any other body."""
        return [
            {
                "name": name,
                "like": self[f"badan-{no}"] if match.like else None,
                "score": round(match.score * 100) if match.like else None,
                "other": self[f"lain-{no}"],
            }
            for no, (name, match) in enumerate(self.spellings[:ROWS_AT_MOST])
        ]


def _choices(match: Match) -> list[tuple[str, Any]]:
    like = match.like
    same = [(like.slug, _("sama dengan %(name)s") % {"name": like.name})] if like else []
    return [("", _("badan tersendiri")), *same]
