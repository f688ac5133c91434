"""What every word-processor file of the house is made of."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document as WordFile
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from lxml import etree

from cases.domain.letters import Table
from cases.domain.wording import printable

TEXT_WIDTH = 160  # millimetres of an A4 page between its margins
PAIR = (25, 75)
PLACE_NAME = "lines of a transcript"
PLACE = f"<!--{PLACE_NAME}-->".encode()
RETURN = {"\r": "&#13;"}
OLDEST = (1980, 1, 1, 0, 0, 0)  # that the parts of an archive can be of


def blank(title: str, identity: str, *, made_at: datetime) -> Any:
    """An empty A4 file that names itself and nobody as its author."""
    file = WordFile()
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    file.styles["Normal"].font.size = Pt(11)
    core = file.core_properties
    core.title, core.author, core.identifier = printable(title)[:255], "", identity
    core.created = core.modified = made_at.replace(tzinfo=None)
    core.language = "id"
    return file


def add_text(file: Any, text: str, *, style: str | None = None) -> Any:
    """A paragraph; the lines of a text stay lines."""
    return file.add_paragraph(printable(text), style=style)


def paragraph(style: str, runs: Iterable[str]) -> str:
    """A paragraph of a long file as it is written; ``style``: what ``style_told`` says of it.

    python-docx holds every paragraph as a tree, which of ten thousands takes hundreds of MiB.
    """
    return f"<w:p><w:pPr>{style}</w:pPr>{''.join(runs)}</w:p>"


def style_told(style_id: str, more: str = "") -> str:
    """The name of a style, and what is told besides, as a paragraph has it."""
    return f"<w:pStyle w:val={quoteattr(style_id)}/>{more}"


def run(text: str, *, style_id: str = "", look: str = "") -> str:
    """Words of a paragraph as they are written: in a style, bold (``b``) or italic (``i``)."""
    told = f"<w:rStyle w:val={quoteattr(style_id)}/>" if style_id else ""
    told += f"<w:{look}/>" if look else ""
    inner = (f"<w:rPr>{told}</w:rPr>" if told else "") + "<w:tab/>".join(
        map(_words, text.split("\t"))
    )
    return f"<w:r>{inner}</w:r>" if inner else "<w:r/>"


def _words(text: str) -> str:
    if not text:
        return ""
    space = ' xml:space="preserve"' if text.strip() != text else ""
    return f"<w:t{space}>{escape(text, RETURN)}</w:t>"


def add_heading(file: Any, text: str, *, level: int) -> None:
    """A heading; a reader jumps from one to the next."""
    file.add_heading(printable(text), level=level)


def add_table(file: Any, table: Table) -> None:
    """A table under its title; the head comes again on every page, and no row is torn."""
    add_text(file, table.title, style="Caption")
    made = file.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    made.autofit = False
    head = _add_row(made, table.columns, table.widths)
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 -- no API
    for cell in head.cells:
        cell.paragraphs[0].runs[0].bold = True
    for row in table.rows:
        _add_row(made, row, table.widths)
    file.add_paragraph()


def add_pairs(file: Any, rows: tuple[tuple[str, str], ...]) -> None:
    """What is asked for beside what is told, without a head."""
    made = file.add_table(rows=0, cols=2, style="Table Grid")
    made.autofit = False
    for row in rows:
        _add_row(made, row, PAIR)
    file.add_paragraph()


def content_of(file: Any, paragraphs: Iterable[str] = ()) -> bytes:
    """The file as it is sent; what was said twice alike gives the same bytes.

    ``paragraphs`` stand where ``add_place`` was called.
    """
    made, told = io.BytesIO(), io.BytesIO()
    file.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(told, "w") as fixed:
        for part in parts.infolist():
            dated = zipfile.ZipInfo(part.filename, date_time=OLDEST)
            dated.compress_type = zipfile.ZIP_DEFLATED
            before, place, behind = parts.read(part).partition(PLACE)
            with fixed.open(dated, "w") as written:
                written.write(before)
                for one in paragraphs if place else ():
                    written.write(one.encode())
                written.write(behind)
    return told.getvalue()


def add_place(file: Any) -> None:
    """Keep a place for paragraphs that are written when the file is."""
    file.element.body[-1].addprevious(etree.Comment(PLACE_NAME))


def _add_row(table: Any, texts: tuple[str, ...], widths: tuple[int, ...]) -> Any:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 -- no API
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Mm(TEXT_WIDTH * width / 100)
        cell.paragraphs[0].add_run(printable(text)).font.size = Pt(10)
    return row
