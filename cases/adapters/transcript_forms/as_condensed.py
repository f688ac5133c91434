"""The short copy for those who read much: four pages on a sheet, with the numerals they have.

The pages are the lines of the edition, painted once more and smaller; what is merged from
another file would lose its tags. The index of words says where each of them stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import groupby
from typing import Any

from cases.adapters import pdf, typesetting
from cases.adapters.transcript_forms import as_pdf
from cases.adapters.typesetting import Frame
from cases.domain import transcripts as t
from cases.domain.documents import TranscriptForm, identity_of
from cases.domain.transcripts.sheets import Row, Sheet, sheets_of
from cases.domain.transcripts.word_index import word_index

ON_A_SHEET = 4
# So many lines WeasyPrint sets in one piece; of more the sheets are painted one by one.
SET_WHOLE = 200 * t.LINES_PER_PAGE


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
    return _set(record) if len(record.lines) <= SET_WHOLE else _painted(record)


def _set(record: t.TranscriptRecord) -> bytes:
    leaves = [_leaf(page) for page in sheets_of(record)]
    sheets = [leaves[at : at + ON_A_SHEET] for at in range(0, len(leaves), ON_A_SHEET)]
    told = {"sheets": sheets, "words": tuple(word_index(record.lines))}
    return _paper(record, "pdf/transcript_condensed.html", {**as_pdf.context(record), **told})


def _painted(record: t.TranscriptRecord) -> bytes:
    """Behind a page that says what it is; a page with the fingerprint follows the sheets."""
    known = as_pdf.context(record)
    furniture = pdf.render(
        "pdf/transcript_condensed_furniture.html",
        known,
        identity=record.verification_code,
        made_at=_made_at(record),
        is_tagged=False,
    )
    around = Frame(_paper(record, "pdf/transcript_condensed_frame.html", known), furniture)
    words = typesetting.paint_words(word_index(record.lines), first=around.back_pages + 1)
    body = typesetting.paint_quarters(sheets_of(record))
    return typesetting.bind(around, [body], words, targets={})


def _paper(record: t.TranscriptRecord, template: str, context: dict[str, Any]) -> bytes:
    return pdf.render(
        template,
        context,
        identity=identity_of(
            TranscriptForm.CONDENSED,
            record.verification_code,
            record.edition,
            record.content_sha256,
        ),
        made_at=_made_at(record),
    )


def _made_at(record: t.TranscriptRecord) -> datetime:
    return datetime.combine(record.frozen_on or record.held_on, time(0), tzinfo=UTC)


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
