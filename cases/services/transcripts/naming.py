"""How an account that certifies is called, and which day it is at its commission."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from cases.models import Hearing, User
from cases.services.journal import Actor


def actor_of(user: User) -> Actor:
    """Who acts, as the journal names accounts: by their key, for names may have to go."""
    return Actor(f"akun:{user.pk}")


def name_of(user: User) -> str:
    """Who signs, by the name of the person, or of the account that is bound to nobody."""
    return user.person.name if user.person else user.name or user.email


def local_day(hearing: Hearing, now: datetime) -> date:
    """The day at the commission of a hearing."""
    return now.astimezone(ZoneInfo(hearing.commission.time_zone)).date()
