"""The forms in which a transcript is issued, by the name that commands and pages use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cases.adapters.transcript_forms import (
    as_akn,
    as_html,
    as_json,
    as_pdf,
    as_text,
    as_webvtt,
)
from cases.domain import sealing
from cases.domain import transcripts as t


@dataclass(frozen=True, slots=True)
class Form:
    """One form: how it is called, its media type, its file suffix, and who makes it."""

    name: str
    mime: str
    suffix: str
    render: Callable[[t.TranscriptRecord], bytes | str]

    def make(self, record: t.TranscriptRecord) -> bytes:
        """The record in this form, without the words of closed turns, as bytes.

        Raises:
            PaperRefused: a letter that no shipped face has (PDF only).
        """
        made = self.render(sealing.without_closed(record))
        return made.encode() if isinstance(made, str) else made


FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form("pdf", "application/pdf", "pdf", as_pdf.render),
        Form("html", "text/html", "html", as_html.render),
        Form("json", "application/json", "json", as_json.render),
        Form("txt", "text/plain", "txt", as_text.render),
        Form("vtt", "text/vtt", "vtt", as_webvtt.render),
        Form("akn", "application/akn+xml", "xml", as_akn.render),
    )
}
