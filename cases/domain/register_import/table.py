"""A sheet with its head found: rows by their headings, and by what the columns hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cases.domain.register_import import columns
from cases.domain.register_import.columns import ImportKind, TableMap


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` says for each heading which field it holds, or nothing; ``rows`` are numbered
    as in the sheet.
    """

    kind: ImportKind
    headings: tuple[str, ...]
    columns: Mapping[str, str]
    rows: tuple[tuple[int, Mapping[str, str]], ...]

    @property
    def by_field(self) -> dict[str, str]:
        """The heading of each field."""
        return {name: heading for heading, name in self.columns.items() if name}

    def fields(self) -> Iterator[tuple[int, dict[str, str], Mapping[str, str]]]:
        """Each row: its number, its cells by field, and as it is written."""
        by_field = self.by_field
        for number, written in self.rows:
            yield number, {name: written[h] for name, h in by_field.items()}, written

    def samples(self, heading: str, *, most: int = 3) -> list[str]:
        """Some of what stands under a heading, each once."""
        found = dict.fromkeys(written[heading] for _no, written in self.rows)
        return [text for text in found if text][:most]


def tabulate(sheet: Sequence[Sequence[str]], kind: ImportKind, mapping: TableMap) -> Table:
    """Find the head of a sheet and read the rows below it; rows without a word are none."""
    head = columns.head_of(sheet, kind, mapping)
    width = max((len(row) for row in sheet[head:] if any(row)), default=0)
    headings = _headings(sheet[head], width)
    rows = tuple(
        (number, dict(zip(headings, [*row, *[""] * (width - len(row))], strict=False)))
        for number, row in enumerate(sheet[head + 1 :], start=head + 2)
        if any(row)
    )
    used = [h for place, h in enumerate(headings) if _is_used(sheet, head, place)]
    told = tuple((number, {h: row[h] for h in used}) for number, row in rows)
    return Table(kind, tuple(used), columns.suggested(used, kind, mapping), told)


def _headings(row: Sequence[str], width: int) -> list[str]:
    """A name for every column, each once; one without a heading goes by its place."""
    found: list[str] = []
    for place in range(width):
        told = " ".join(row[place].split()) if place < len(row) else ""
        name = told or f"(kolom {place + 1})"
        while name in found:
            name = f"{name} ({place + 1})"
        found.append(name)
    return found


def _is_used(sheet: Sequence[Sequence[str]], head: int, place: int) -> bool:
    """Whether a column has a heading or a word; sheets are often wider than their table."""
    return any(place < len(row) and row[place] for row in sheet[head:])
