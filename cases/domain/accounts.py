"""Who acts: roles of people in the house. What each may see is decided in ``queries``."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is in one organisation, public body or commission."""

    OWNER = "owner"  # pengurus organisasi pemohon
    OFFICER = "officer"  # staf organisasi pemohon
    READER = "reader"  # hanya membaca
    AGENCY = "agency"  # wakil badan publik (termohon)
    REGISTRAR = "registrar"  # panitera
    SUBSTITUTE_REGISTRAR = "substitute_registrar"  # panitera pengganti
    COMMISSIONER = "commissioner"  # komisioner
    ADMINISTRATOR = "administrator"  # pengelola sistem


APPLICANT_ROLES = frozenset({Role.OWNER, Role.OFFICER, Role.READER})
COMMISSION_ROLES = frozenset({Role.REGISTRAR, Role.SUBSTITUTE_REGISTRAR, Role.COMMISSIONER})
