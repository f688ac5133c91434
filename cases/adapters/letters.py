"""Letters on paper and as files to edit, from the same frozen content."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from cases.adapters import pdf, word_files
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
    file = word_files.blank(letter.subject, identity, made_at=_made_at(letter))
    _add_body(file, letter)
    for capacity, name in letter.signatories:
        word_files.add_text(file, f"{capacity}\n\n\n\n{name or '………………………………'}")
    if letter.annex:
        file.add_page_break()
        word_files.add_table(file, letter.annex)
    return word_files.content_of(file)


def _add_body(file: Any, letter: Letter) -> None:
    for line in (*letter.sender, f"{letter.place}, {long_date(letter.dated_on)}".lstrip(", ")):
        word_files.add_text(file, line)
    if letter.addressee:
        word_files.add_text(file, "\n".join(("Kepada Yth.", *letter.addressee)))
    word_files.add_heading(file, letter.subject, level=1)
    for text in letter.paragraphs:
        word_files.add_text(file, text)
    for text in letter.items:
        word_files.add_text(file, text, style="List Number")
    if letter.table:
        word_files.add_table(file, letter.table)
    for text in letter.after:
        word_files.add_text(file, text)


def _made_at(letter: Letter) -> datetime:
    return datetime.combine(letter.dated_on, time(0), tzinfo=UTC)
