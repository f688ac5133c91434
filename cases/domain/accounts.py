"""Who acts: roles of people in the house, and for how long a door stays open to them.

What each may see is decided in ``queries``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cases.domain.errors import CaseError


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


class HouseKind(StrEnum):
    """What somebody can be a member of."""

    ORGANISATION = "organisation"
    PUBLIC_BODY = "public_body"
    COMMISSION = "commission"


APPLICANT_ROLES = frozenset({Role.OWNER, Role.OFFICER, Role.READER})
WRITING_ROLES = frozenset({Role.OWNER, Role.OFFICER})
REGISTRY_ROLES = (Role.REGISTRAR, Role.SUBSTITUTE_REGISTRAR)
COMMISSION_ROLES = frozenset({*REGISTRY_ROLES, Role.COMMISSIONER})
# Who keeps the record or the machine: a second factor is compulsory, and sessions are short.
GUARDED_ROLES = COMMISSION_ROLES | {Role.ADMINISTRATOR}
ROLES_OF: Mapping[HouseKind, frozenset[Role]] = {
    HouseKind.ORGANISATION: APPLICANT_ROLES,
    HouseKind.PUBLIC_BODY: frozenset({Role.AGENCY}),
    HouseKind.COMMISSION: GUARDED_ROLES,
}


# Words that stand for this house; a password that is little else is guessed by who knows us.
OUR_WORDS = (
    *("sidang", "terbuka", "komisi", "informasi", "publik", "sengketa", "keterbukaan"),
    *("panitera", "kepaniteraan", "komisioner", "majelis", "pemohon", "termohon", "ppid"),
    *("mediasi", "ajudikasi", "putusan", "risalah", "perkara", "pengelola", "administrator"),
    *("katasandi", "sandi", "password", "rahasia", "indonesia", "demo"),
)
LEFT_AT_LEAST = 8  # letters and signs of a password that are not in such a word
# What a finger does by itself: rows of the keyboard, the alphabet, counting; both ways.
_ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
)
ROWS = (*_ROWS, *(row[::-1] for row in _ROWS))
RUN = 4  # so many in a row are no choice any more


def is_made_of_our_words(password: str) -> bool:
    """Whether fewer than eight signs are left when the words of this house, runs along a row
    and repetitions of one sign are taken out.

    Case and what only separates (blank, hyphen, dot, underscore) do not count.
    """
    left = re.sub(r"[\s._-]", "", password.casefold())
    for word in sorted(OUR_WORDS, key=len, reverse=True):
        left = left.replace(word, "")
    return len(_without_runs(left)) < LEFT_AT_LEAST


def _without_runs(text: str) -> str:
    """The text without what runs along a row, or repeats one sign, for four signs or more."""
    left, at = [], 0
    while at < len(text):
        end = at + 1
        while end < len(text) and _is_run(text[at : end + 1]):
            end += 1
        if end - at >= RUN:
            at = end
        else:
            left.append(text[at])
            at += 1
    return "".join(left)


def _is_run(piece: str) -> bool:
    return len(set(piece)) == 1 or any(piece in row for row in ROWS)


class RoleOfAnotherHouse(CaseError):
    """Roles belong to houses: an organisation has no registrar."""

    code = "role_of_another_house"


class NotTheirHouse(CaseError):
    """Members are invited, changed and removed by an owner or by the administrator."""

    code = "not_their_house"


class LastOwner(CaseError):
    """Somebody has to answer for an organisation, and to let others in."""

    code = "last_owner"


class AlreadyMember(CaseError):
    """Who is in already has a role, and it can be changed."""

    code = "already_member"


class MembershipOver(CaseError):
    """What has ended is history."""

    code = "membership_over"


class InvitationUnknown(CaseError):
    """The link is not one of ours, or was not copied whole."""

    code = "invitation_unknown"


class InvitationUsed(CaseError):
    code = "invitation_used"


class InvitationRevoked(CaseError):
    code = "invitation_revoked"


class InvitationExpired(CaseError):
    code = "invitation_expired"


class InvitationForAnother(CaseError):
    """An invitation is for one address, whoever has the link."""

    code = "invitation_for_another"


class TooManyInvitations(CaseError):
    code = "too_many_invitations"


class AddressTaken(CaseError):
    code = "address_taken"


INVITATION_LASTS = timedelta(days=7)
INVITATIONS_AN_HOUR = 20  # by one person


def check_role(kind: HouseKind, role: Role) -> None:
    """Refuse a role that such a house does not have.

    Raises:
        RoleOfAnotherHouse: as the name says.
    """
    if role not in ROLES_OF[kind]:
        raise RoleOfAnotherHouse("Peran itu tidak ada di lembaga ini.")


def check_invitation(
    *,
    accepted_at: datetime | None,
    revoked_at: datetime | None,
    expires_at: datetime,
    now: datetime,
) -> None:
    """Refuse an invitation that can no longer be taken up, and say why.

    Raises:
        InvitationUsed, InvitationRevoked, InvitationExpired: as their names say.
    """
    if accepted_at is not None:
        raise InvitationUsed("Undangan ini sudah dipakai. Masuklah dengan akun Anda.")
    if revoked_at is not None:
        raise InvitationRevoked(
            "Undangan ini telah dicabut. Tanyakan kepada orang yang mengundang Anda."
        )
    if now >= expires_at:
        raise InvitationExpired("Undangan ini sudah lewat masanya. Mintalah undangan baru.")


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lasts: unused, and at most."""

    idle: timedelta
    absolute: timedelta

    def has_lapsed(self, *, began_at: datetime, seen_at: datetime, now: datetime) -> bool:
        """Whether a session that began and was last used then is over."""
        return now - seen_at >= self.idle or now - began_at >= self.absolute


PARTY_SESSION = SessionLimits(idle=timedelta(hours=12), absolute=timedelta(days=14))
GUARDED_SESSION = SessionLimits(idle=timedelta(minutes=30), absolute=timedelta(hours=12))
MOST_SESSIONS = 10  # of one account at the same time: some devices, and no store of stolen ones
ODD_FAILURES = 3  # wrong passwords within a day after which a sign-in is told to its person
