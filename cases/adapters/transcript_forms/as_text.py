"""Plain text, line by line with page:line, as the paper has them."""

from __future__ import annotations

from cases.domain import transcripts as t
from cases.domain.wording import weekday_date


def render(record: t.TranscriptRecord) -> str:
    """A head, then each line behind its page:line; blank lines keep their place."""
    edition = f"Edisi {record.edition}" if record.edition else "Draf"
    head = [
        f"RISALAH SIDANG, {record.commission}",
        ", ".join(record.registers),
        f"{weekday_date(record.held_on)}. {record.agenda}",
        f"{record.applicant} melawan {record.respondent}",
        f"{edition}. Kode {record.verification_code}. SHA-256 {record.content_sha256}",
        t.notice_of(record),
        "",
    ]
    sealed = t.sealed_words(record.lines)
    shown = ((line, sealed.get((line.page, line.line), line.text)) for line in record.lines)
    body = [f"{line.page:>4}:{line.line:<3} {text}".rstrip() for line, text in shown]
    return "\n".join([*head, *body, "", t.notice_of(record)]) + "\n"
