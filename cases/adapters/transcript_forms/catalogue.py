"""The forms in which a transcript is issued, by the name that commands and pages use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cases.adapters.letters import DOCX
from cases.adapters.transcript_forms import (
    as_akn,
    as_condensed,
    as_csv,
    as_docx,
    as_html,
    as_json,
    as_pdf,
    as_text,
    as_webvtt,
)
from cases.domain import sealing
from cases.domain import transcripts as t
from cases.domain.documents import TranscriptForm


@dataclass(frozen=True, slots=True)
class Form:
    """One form: how it is called, its media type, its file suffix, and who makes it."""

    name: TranscriptForm
    mime: str
    suffix: str
    render: Callable[[t.TranscriptRecord], bytes | str]

    def make(self, record: t.TranscriptRecord) -> bytes:
        """The record in this form, without the words of closed turns, as bytes.

        Raises:
            PaperRefused: a letter that no shipped face has (PDF only).
        """
        return _bytes(self.render(sealing.without_closed(record)))

    def make_full(self, record: t.TranscriptRecord) -> bytes:
        """A full record in this form, closed words among it, for those who may read them.

        Raises:
            PaperRefused: as ``make``.
        """
        return _bytes(self.render(record))


def _bytes(made: bytes | str) -> bytes:
    return made.encode() if isinstance(made, str) else made


FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form(TranscriptForm.PDF, "application/pdf", "pdf", as_pdf.render),
        Form(TranscriptForm.CONDENSED, "application/pdf", "pdf", as_condensed.render),
        Form(TranscriptForm.HTML, "text/html", "html", as_html.render),
        Form(TranscriptForm.DOCX, DOCX, "docx", as_docx.render),
        Form(TranscriptForm.TXT, "text/plain", "txt", as_text.render),
        Form(TranscriptForm.VTT, "text/vtt", "vtt", as_webvtt.render),
        Form(TranscriptForm.CSV, "text/csv", "csv", as_csv.render),
        Form(TranscriptForm.JSON, "application/json", "json", as_json.as_bytes),
        Form(TranscriptForm.AKN, "application/akn+xml", "xml", as_akn.render),
    )
}

# Full copies: each form once, none with four pages on a sheet.
FULL_FORMS = tuple(one for one in FORMS.values() if one.name != TranscriptForm.CONDENSED)
