"""The short copy for those who read much: four pages on a sheet, with the numerals they have.

The pages are the lines of the edition, painted once more and smaller; what is merged from
another file would lose its tags. The index of words says where each of them stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import groupby

from cases.adapters import pdf
from cases.adapters.transcript_forms import as_pdf
from cases.domain import transcripts as t
from cases.domain.documents import TranscriptForm, identity_of
from cases.domain.transcripts.sheets import Row, Sheet, sheets_of
from cases.domain.transcripts.word_index import word_index

ON_A_SHEET = 4


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one heading or one turn on one page, and how many blank ones precede it."""

    kind: str
    lang: str
    gap: range
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the transcript as a quarter of a sheet; ``struck``: its unused lines."""

    page: int
    blocks: tuple[Block, ...]
    struck: range


def render(record: t.TranscriptRecord) -> bytes:
    """The record as an archival, accessible PDF of A4 sheets.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    leaves = [_leaf(page) for page in sheets_of(record)]
    sheets = [leaves[at : at + ON_A_SHEET] for at in range(0, len(leaves), ON_A_SHEET)]
    told = {"sheets": sheets, "words": tuple(word_index(record.lines))}
    return pdf.render(
        "pdf/transcript_condensed.html",
        {**as_pdf.context(record), **told},
        identity=identity_of(
            TranscriptForm.CONDENSED,
            record.verification_code,
            record.edition,
            record.content_sha256,
        ),
        made_at=datetime.combine(record.frozen_on or record.held_on, time(0), tzinfo=UTC),
    )


def _leaf(page: Sheet) -> Leaf:
    struck = range(page.struck, t.LINES_PER_PAGE + 1) if page.struck else range(0)
    return Leaf(page.page, tuple(_blocks(page)), struck)


def _blocks(page: Sheet) -> Iterator[Block]:
    following = 1
    for _name, same in groupby(page.rows, key=lambda row: row.block):
        rows = tuple(same)
        gap = range(following, rows[0].line)
        yield Block(rows[0].kind, rows[0].lang, gap, rows)
        following = rows[-1].line + 1
