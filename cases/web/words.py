"""Words that only pages say, and every code in the language of the page."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from cases.domain import vocabulary
from cases.domain.deadlines import DeadlineRule
from cases.domain.documents import TranscriptForm
from cases.forms.words import REGIMES, in_tongue, refused, tongue, word

__all__ = [
    "EDITABLE",
    "FACETS",
    "FORMS",
    "FORM_PLACES",
    "ORDERS",
    "REGIMES",
    "Formed",
    "form_name",
    "form_place",
    "in_tongue",
    "outcome",
    "paper_name",
    "refused",
    "rule_basis",
    "rule_name",
    "tongue",
    "word",
]

FACETS = {
    "commission": _("Komisi"),
    "respondent": _("Badan publik"),
    "applicant": _("Pemohon"),
    "applicant_kind": _("Jenis pemohon"),
    "phase": _("Tahap"),
    "disposition": _("Hasil"),
    "ground": _("Alasan keberatan"),
    "exemption": _("Alasan pengecualian"),
    "days": _("Lama sampai putusan"),
    "regime": _("Jalur"),
    "year": _("Tahun"),
}
KINDS = {  # what is listed, by the word of the address
    "": _("Perkara"),
    "ucapan": _("Ucapan"),
    "pengakuan": _("Pengakuan"),
    "putusan": _("Putusan"),
    "dokumen": _("Dokumen"),
}
ORDERS = {
    "sesuai": _("paling sesuai"),
    "terbaru": _("peristiwa terbaru"),
    "putusan": _("putusan terbaru"),
    "masuk": _("permohonan terbaru"),
    "tenggat": _("tenggat terdekat"),
}
FORMS = {  # the forms of one letter, in the order they are offered
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
}
FORM_PLACES = {form.value: place for place, form in enumerate(TranscriptForm)}
EDITABLE = tuple(mime for mime, form in FORMS.items() if form == "DOCX")


def rule_name(key: str) -> str:
    """What a rule of the table of limits is called."""
    return word("deadline", key)


def rule_basis(rule: DeadlineRule) -> str:
    """The provision behind a rule, in the language of the page where it is told in prose."""
    told = vocabulary.terms("deadline_basis").get(rule.key)
    return told.label(tongue()) if told else rule.article


def outcome(result: str, disposition: str) -> str:
    """What was decided: as it was reported, or in English where the code of it is known."""
    if tongue() == "en" and disposition:
        return word("disposition", disposition)
    return result or word("disposition", disposition)


class Formed(Protocol):
    """A paper in one of its forms."""

    form: str
    mime: str


def form_name(paper: Formed) -> str:
    """What the form of a paper is called."""
    if paper.form:
        return word("transcript_form", paper.form)
    return FORMS.get(paper.mime, paper.mime)


def form_place(paper: Formed) -> int:
    """Where the form of a paper is offered among the others."""
    if paper.form:
        return FORM_PLACES[paper.form]
    return list(FORMS).index(paper.mime) if paper.mime in FORMS else len(FORMS)


def paper_name(title: str, kind: str) -> str:
    """What a paper is called: by its kind, or by a title of its own."""
    if title == vocabulary.label("document_kind", kind):
        return word("document_kind", kind)
    return word("paper_title", title)
