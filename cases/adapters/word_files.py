"""What every word-processor file of the house is made of."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from lxml import etree

from cases.domain.letters import Table
from cases.domain.wording import printable

TEXT_WIDTH = 160  # millimetres of an A4 page between its margins
PAIR = (25, 75)
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
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


def add_last(file: Any, style_id: str) -> Any:
    """An empty paragraph at the end of a long file.

    ``add_paragraph`` searches all those before it; hence this, and ``add_run``, for lines of
    which there are ten thousands.
    """
    element: Any = OxmlElement("w:p")
    paragraph = Paragraph(element, file._body)  # noqa: SLF001 -- no API
    told = etree.SubElement(element, qn("w:pPr"))
    etree.SubElement(told, qn("w:pStyle")).set(qn("w:val"), style_id)
    # The last child of a body is what says the size of its pages.
    file.element.body[-1].addprevious(element)
    return paragraph


def add_run(paragraph: Any, text: str, *, style_id: str = "", look: str = "") -> None:
    """Words at the end of a paragraph: in a style, bold (``b``) or italic (``i``)."""
    run = etree.SubElement(paragraph._p, qn("w:r"))  # noqa: SLF001 -- no API
    if style_id or look:
        told = etree.SubElement(run, qn("w:rPr"))
        if style_id:
            etree.SubElement(told, qn("w:rStyle")).set(qn("w:val"), style_id)
        if look:
            etree.SubElement(told, qn(f"w:{look}"))
    for place, part in enumerate(text.split("\t")):
        if place:
            etree.SubElement(run, qn("w:tab"))
        if part:
            words = etree.SubElement(run, qn("w:t"))
            words.text = part
            if part.strip() != part:
                words.set(SPACE, "preserve")


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


def content_of(file: Any) -> bytes:
    """The file as it is sent; what was said twice alike gives the same bytes."""
    made, told = io.BytesIO(), io.BytesIO()
    file.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(told, "w") as fixed:
        for part in parts.infolist():
            dated = zipfile.ZipInfo(part.filename, date_time=OLDEST)
            dated.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(dated, parts.read(part))
    return told.getvalue()


def _add_row(table: Any, texts: tuple[str, ...], widths: tuple[int, ...]) -> Any:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 -- no API
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Mm(TEXT_WIDTH * width / 100)
        cell.paragraphs[0].add_run(printable(text)).font.size = Pt(10)
    return row
