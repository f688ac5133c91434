"""Applicants and ways of filing in the words of registers, as codes of the law data."""

from __future__ import annotations

import re

from cases.domain.register_import.cells import SILENT, Understood, is_blank, nearest, plain
from cases.domain.register_import.reasons import because

PRIVATE, LEGAL, GROUP = "perseorangan", "badan_hukum", "kelompok_orang"
APPLICANTS = {
    **dict.fromkeys(
        ("perseorangan", "perorangan", "perseorang", "individu", "individual", "pribadi",
         "orang perseorangan", "orang perorangan", "wni", "warga negara indonesia",
         "perseorangan wni", "warga"),
        PRIVATE,
    ),
    **dict.fromkeys(
        ("badan hukum", "badan hukum indonesia", "berbadan hukum", "yayasan", "perkumpulan",
         "perseroan", "perseroan terbatas", "pt", "koperasi", "badan usaha"),
        LEGAL,
    ),
    **dict.fromkeys(
        ("kelompok orang", "kelompok", "kelompok masyarakat", "sekelompok orang",
         "kelompok warga"),
        GROUP,
    ),
}  # fmt: skip
# What is mostly, and not always, a legal person.
USUALLY_LEGAL = frozenset({"lsm", "ngo", "ormas", "organisasi", "lembaga", "media"})
WAYS = {
    **dict.fromkeys(("datang langsung", "langsung", "datang", "tatap muka"), "in_person"),
    **dict.fromkeys(("pos", "via pos", "kurir", "surat", "jne", "pos kilat"), "post"),
    **dict.fromkeys(("email", "e mail", "surel", "surat elektronik", "via email"), "email"),
    **dict.fromkeys(("online", "daring", "website", "portal", "aplikasi", "sipsi"), "portal"),
}


def read_applicant_kind(written: str) -> Understood[str]:
    """The kind of applicant; without one the applicant is treated as a private person."""
    if is_blank(written):
        return Understood(written)
    words = folded(written)
    if words in APPLICANTS:
        return Understood(written, APPLICANTS[words])
    if words in USUALLY_LEGAL:
        return Understood(written, LEGAL, reason=because("read_as", word="badan hukum"))
    close = nearest(words, tuple(APPLICANTS))
    if close:
        return Understood(written, APPLICANTS[close], reason=because("read_as", word=close))
    return Understood(written, None, plain(written), because("unknown_applicant_kind"))


def read_way(written: str) -> Understood[str]:
    """The way by which something was brought."""
    if is_blank(written):
        return Understood(written)
    told = WAYS.get(folded(written))
    return Understood(written, told, reason=SILENT if told else because("unknown_way"))


def folded(written: str) -> str:
    """Words without case, signs and doubled blanks."""
    return " ".join(re.findall(r"[a-z0-9]+", written.casefold()))
