"""Figures as pages draw them: bars in percentages, the table behind them, the same as CSV.

Nothing is drawn that the table does not say. Widths are text, because a page in Indonesian
would write a decimal comma.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cases.web.measures import Measure

FULL = 100.0
Cell = str | int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar; ``kind``: main | third | out | over."""

    start: float
    share: float
    kind: str

    @property
    def x(self) -> str:
        return f"{self.start:.2f}"

    @property
    def width(self) -> str:
        return f"{self.share:.2f}"


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart; ``limit`` places a tall line, ``least`` and ``most`` a thin one."""

    label: str
    value: str
    parts: tuple[Part, ...]
    note: str = ""
    address: str = ""
    limit: str = ""
    least: str = ""
    most: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """The context of ``_figure.html``. ``legend``: the kinds of parts and what they are."""

    measure: Measure
    finding: str
    bars: tuple[Bar, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    legend: tuple[tuple[str, str], ...] = ()

    @property
    def labelled(self) -> list[tuple[Cell, list[tuple[str, Cell]]]]:
        """The rows of the table: the head of each, and its cells with their column."""
        return [
            (row[0], list(zip(self.columns[1:], row[1:], strict=True))) for row in self.rows
        ]

    def told(self) -> list[tuple[Cell, ...]]:
        """The rows of a table taken away: the measure, the row, the column, the value."""
        return [
            (self.measure.key, row[0], column, value)
            for row in self.rows
            for column, value in zip(self.columns[1:], row[1:], strict=True)
        ]


def counted(
    rows: Sequence[tuple[str, int]], *, addresses: Sequence[str] = ()
) -> tuple[Bar, ...]:
    """A bar for each count, the longest over the whole width."""
    most = max((count for _label, count in rows), default=0) or 1
    return tuple(
        Bar(
            label=label,
            value=str(count),
            parts=(Part(0, FULL * count / most, "main"),) if count else (),
            address=addresses[place] if addresses else "",
        )
        for place, (label, count) in enumerate(rows)
    )


def stacked(
    rows: Sequence[tuple[str, Sequence[int]]],
    kinds: Sequence[str],
    *,
    addresses: Sequence[str] = (),
) -> tuple[Bar, ...]:
    """A bar of several parts for each row; the longest sum over the whole width."""
    most = max((sum(counts) for _label, counts in rows), default=0) or 1
    return tuple(
        Bar(
            label=label,
            value=str(sum(counts)),
            parts=tuple(_parts([FULL * count / most for count in counts], kinds)),
            address=addresses[place] if addresses else "",
        )
        for place, (label, counts) in enumerate(rows)
    )


def spread(label: str, value: str, note: str, days: tuple[int, int, int], limit: int) -> Bar:
    """A bar as long as the middle one of ``days``, a line from the shortest to the longest, and
    the limit, beyond which the bar shows that it is over.
    """
    least, middle, most = days
    whole = max(most, limit) * 1.04
    at = {day: FULL * day / whole for day in (least, middle, most, limit)}
    parts = [Part(0, min(at[middle], at[limit]), "main")]
    if middle > limit:
        parts.append(Part(at[limit], at[middle] - at[limit], "over"))
    return Bar(
        label=label,
        value=value,
        note=note,
        parts=tuple(parts),
        limit=f"{at[limit]:.2f}",
        least=f"{at[least]:.2f}",
        most=f"{at[most]:.2f}",
    )


def _parts(shares: Sequence[float], kinds: Sequence[str]) -> list[Part]:
    found, start = [], 0.0
    for share, kind in zip(shares, kinds, strict=True):
        if share:
            found.append(Part(start, share, kind))
        start += share
    return found


def csv_rows(figures: Sequence[Figure]) -> list[tuple[Any, ...]]:
    """Every figure of a page in one long table."""
    return [row for figure in figures for row in figure.told()]
