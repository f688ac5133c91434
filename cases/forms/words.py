"""Every code and every refusal in the language of the reader, for all doors."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cases.domain import vocabulary, wording
from cases.domain.errors import CaseError

REGIMES = (("umum", _("Umum")), ("pemilu", _("Pemilu dan Pemilihan")))


def tongue() -> str:
    """The language of the page, as the domain names it: ``id`` or ``en``."""
    return wording.tongue(translation.get_language() or "id")


def in_tongue(text: str, text_en: str) -> str:
    """What the record says, or its English on an English page, where it has one."""
    return text_en if tongue() == "en" and text_en else text


def refused(refusal: CaseError) -> str:
    """Why something is refused: in its own words, or in English by its code."""
    known = tongue() == "en" and refusal.code in vocabulary.terms("refusal")
    return word("refusal", refusal.code) if known else str(refusal)


def word(group: str, code: str) -> str:
    """A code of the vocabulary in the language of the page."""
    return vocabulary.label(group, code, tongue()) if code else ""
