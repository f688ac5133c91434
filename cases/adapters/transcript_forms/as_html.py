"""One HTML file that stands alone: no script, no request, the lines as the paper has them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from cases.adapters.transcript_forms import as_pdf
from cases.domain import transcripts as t


def render(record: t.TranscriptRecord) -> str:
    """The record as a self-contained page with line numbers and anchors ``u<n>``."""
    style = (Path(settings.BASE_DIR) / "static/css/pdf/standalone.css").read_text("utf-8")
    with translation.override("id"):
        return render_to_string(
            "pdf/transcript_standalone.html",
            {**as_pdf.context(record), "style": SafeString(style), "printed": _printed(record)},
        )


def _printed(record: t.TranscriptRecord) -> list[tuple[t.Line, str]]:
    """Each line with what is shown on it; closed ones keep their height."""
    hidden = t.sealed_words(record.lines)
    return [(line, hidden.get((line.page, line.line), line.text)) for line in record.lines]
