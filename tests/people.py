"""The cast with accounts: each a present member of one house; what they are told, and when."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import time_machine
from django.core import mail
from django.utils import timezone

from cases.domain.accounts import Role
from cases.domain.notices import Event, NoticeKind
from cases.models import User
from cases.services import accounts, notices, parties
from tests.hearing_room import NOW, RECORDER, HearingRoom

WHO = {"actor": RECORDER, "now": NOW}
JOINED = datetime(2024, 1, 2, 3, 0, tzinfo=UTC)
JAKARTA = ZoneInfo("Asia/Jakarta")
TODAY = date(2024, 3, 14)  # NOW, in Jakarta
PAYLOAD = {"registers": "001/KIP-PSIP/II/2024", "address": "/meja/", "held_on": TODAY}


@dataclass(frozen=True, slots=True)
class People:
    """Lestari asks, Darma answers, Ratna registers, Wibowo presides; one is strange."""

    lestari: User
    darma: User
    ratna: User
    wibowo: User
    stranger: User


def account(name, house, role, *, person=None) -> User:
    user = accounts.open_account(
        f"{name}@uji.test",
        name=name.capitalize(),
        password="rahasia-sekali",
        person=person,
        **WHO,
    )
    accounts.join(user, house, role=role, actor=RECORDER, now=JOINED)
    return user


def people_of(room: HearingRoom) -> People:
    other = parties.add_organisation("Lembaga Lain", short="Lain", **WHO)
    return People(
        lestari=account("lestari", room.applicant, Role.OFFICER),
        darma=account("darma", room.respondent, Role.AGENCY),
        ratna=account("ratna", room.commission, Role.REGISTRAR),
        wibowo=account("wibowo", room.commission, Role.COMMISSIONER, person=room.chair),
        stranger=account("asing", other, Role.OWNER),
    )


@contextmanager
def at(day: date, hour: int = 6, minute: int = 30):
    """That hour of the capital."""
    instant = datetime(day.year, day.month, day.day, hour, minute, tzinfo=JAKARTA)
    with time_machine.travel(instant, tick=False):
        yield instant


def morning(day: date, committed) -> None:
    """The daily run of one day, and every message that it orders."""
    with at(day), committed(execute=True):
        notices.order_daily(now=timezone.now())


def tell(to, key="risalah:1", *, on=TODAY, kind=NoticeKind.TRANSCRIPT_READY, **more):
    """Order one message about an event of that key and day."""
    given = {"payload": PAYLOAD, "now": NOW} | more
    return notices.tell(kind, to=to, event=Event(key, on), **given)


def sent_to():
    """Who was sent mail, each as often as they were."""
    return sorted(address for message in mail.outbox for address in message.to)
