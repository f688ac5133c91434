"""An empty installation is set up: once, by whoever holds the code that the machine printed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from cases.domain.accounts import Role
from cases.domain.errors import CaseError
from cases.models import FirstRun, User
from cases.queries import backups as queries
from cases.services import (
    accounts,
    calendars,
    invitations,
    links,
    parties,
    publication,
    registration,
)
from cases.services.journal import Actor
from cases.services.parties import CommissionDetails

ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # without letters that are read as others
GROUPS, GROUP = 4, 5  # twenty of thirty letters: 98 bits
REGIME = "umum"
SETTER = Actor.system("pemasangan")


class AlreadySetUp(CaseError):
    """This installation has been begun with; the door is closed for ever."""

    code = "already_set_up"


class WrongCode(CaseError):
    """That is not the code which the machine printed last."""

    code = "wrong_code"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the first visitor says: who they are, their commission, its numbers, its clerk."""

    name: str
    email: str
    password: str
    commission: CommissionDetails
    pattern: str
    clerk_email: str


@transaction.atomic
def draw_code(*, now: datetime) -> str:
    """A fresh code; the one before is worth nothing any more.

    Raises:
        AlreadySetUp: there is an account or a commission, or it was set up before.
    """
    row, _made = FirstRun.objects.get_or_create(slot=1, defaults={"drawn_at": now})
    row = FirstRun.objects.select_for_update().get(pk=row.pk)
    _check_new(row)
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    code = "-".join(groups)
    row.code_hash, row.drawn_at = links.hash_of(_plain(code)), now
    row.save(update_fields=["code_hash", "drawn_at"])
    return code


def can_draw() -> bool:
    """Whether nobody has begun, and nobody did before."""
    return queries.is_new() and not FirstRun.objects.exclude(used_at=None).exists()


def is_open() -> bool:
    """Whether the door stands open: a code was drawn, and nobody has begun."""
    return FirstRun.objects.filter(used_at=None).exists() and queries.is_new()


@publication.one_act
def begin(beginning: Beginning, code: str, *, now: datetime) -> User:
    """Make the administrator, the commission with its numbers and calendar, invite the clerk.

    All of it or nothing; of two who come at once, one is refused.

    Raises:
        AlreadySetUp: somebody was here before.
        WrongCode: the code is another.
        WrongPattern: the pattern makes no numbers that differ.
    """
    row = FirstRun.objects.select_for_update().filter(slot=1).first()
    if row is None:
        raise WrongCode("Belum ada kode. Jalankan manage.py first_run di mesin itu.")
    _check_new(row)
    if not secrets.compare_digest(row.code_hash, links.hash_of(_plain(code))):
        raise WrongCode("Kode itu bukan yang dicetak terakhir oleh mesin.")
    calendars.load(actor=SETTER, now=now)
    commission = parties.add_commission(beginning.commission, actor=SETTER, now=now)
    user = accounts.open_account(
        beginning.email,
        name=beginning.name,
        password=beginning.password,
        is_administrator=True,
        actor=SETTER,
        now=now,
    )
    actor = accounts.as_actor(user)
    accounts.join(user, commission, role=Role.ADMINISTRATOR, actor=actor, now=now)
    registration.open_series(
        commission,
        regime=REGIME,
        pattern=beginning.pattern,
        starts_on=timezone.localdate(now, ZoneInfo(commission.time_zone)),
        actor=actor,
        now=now,
    )
    invitations.invite(
        commission, email=beginning.clerk_email, role=Role.REGISTRAR, by=user, now=now
    )
    row.used_at = now
    row.save(update_fields=["used_at"])
    return user


def _check_new(row: FirstRun) -> None:
    if row.used_at is not None or not queries.is_new():
        raise AlreadySetUp(
            "Pemasangan ini sudah dimulai; halaman ini tidak dapat dipakai lagi."
        )


def _plain(code: str) -> str:
    """As it is compared: without what hands and eyes add."""
    return "".join(letter for letter in code.upper() if letter.isalnum())
