"""Kinds of party, and on what paper somebody may speak for one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class PartyRole(StrEnum):
    """The roles of ``vocabulary.toml`` on which code branches."""

    APPLICANT = "pemohon"
    RESPONDENT = "termohon"
    APPLICANT_COUNSEL = "kuasa_pemohon"
    RESPONDENT_COUNSEL = "kuasa_termohon"
    RELATED = "pihak_terkait"
    WITNESS = "saksi"
    EXPERT = "ahli"


# Whose admission binds: the parties themselves, whoever spoke for them.
PARTIES = frozenset({PartyRole.APPLICANT, PartyRole.RESPONDENT, PartyRole.RELATED})


class RepresentationBasis(StrEnum):
    """The paper that lets a person speak for a party (UU 14/2008 Pasal 44 ayat (4))."""

    POWER_OF_ATTORNEY = "surat_kuasa"
    ASSIGNMENT = "surat_tugas"
    OFFICE = "jabatan"
    UNREPORTED = "tidak_dilaporkan"


class AddresseeRole(StrEnum):
    """Who receives letters for a public body: its officer, and the officer's superior."""

    OFFICER = "ppid"  # PPID
    SUPERIOR = "atasan_ppid"  # atasan PPID


def may_speak(on: date, *, starts_on: date | None, ends_on: date | None) -> bool:
    """Whether a representation covers a local day; an unknown end is an open one."""
    return (starts_on is None or starts_on <= on) and (ends_on is None or on <= ends_on)
