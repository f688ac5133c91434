"""Letters on paper and as files to edit, from the same frozen content."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

from docx import Document as WordFile
from docx.shared import Mm, Pt

from cases.adapters import pdf
from cases.domain.letters import Letter
from cases.domain.wording import long_date

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES = {PDF: "pdf", DOCX: "docx"}


def render(letter: Letter, mime: str, *, identity: str) -> bytes:
    """The letter in one form.

    Raises:
        PaperRefused: the PDF has a letter that no shipped face has.
        KeyError: there is no such form.
    """
    return {PDF: as_pdf, DOCX: as_docx}[mime](letter, identity)


def as_pdf(letter: Letter, identity: str) -> bytes:
    """An archival, accessible PDF."""
    context = {"letter": letter, "dated": long_date(letter.dated_on)}
    return pdf.render("pdf/letter.html", context, identity=identity, made_at=_made_at(letter))


def as_docx(letter: Letter, identity: str) -> bytes:
    """A word-processor file with the same words, to be edited before it is sent."""
    file = WordFile()
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    file.styles["Normal"].font.size = Pt(11)
    core = file.core_properties
    core.title, core.author, core.identifier = letter.subject, "", identity
    core.created = core.modified = _made_at(letter).replace(tzinfo=None)
    for line in (*letter.sender, f"{letter.place}, {long_date(letter.dated_on)}".lstrip(", ")):
        file.add_paragraph(line)
    if letter.addressee:
        file.add_paragraph("\n".join(("Kepada Yth.", *letter.addressee)))
    file.add_heading(letter.subject, level=1)
    for text in letter.paragraphs:
        file.add_paragraph(text)
    for text in letter.items:
        file.add_paragraph(text, style="List Number")
    for text in letter.after:
        file.add_paragraph(text)
    for capacity, name in letter.signatories:
        file.add_paragraph(f"{capacity}\n\n\n\n{name or '………………………………'}")
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def _made_at(letter: Letter) -> datetime:
    return datetime.combine(letter.dated_on, time(0), tzinfo=UTC)
