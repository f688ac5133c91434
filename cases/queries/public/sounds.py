"""The sounds that the public may hear."""

from __future__ import annotations

from functools import cache

from cases.models import PublicHearing, PublicSound
from cases.queries.public.engine import Written, later
from cases.queries.public.shelves import shelf

Sound = PublicSound


def sounds(hearing: PublicHearing) -> tuple[Sound, ...]:
    """The sounds of a hearing, in the order in which they begin."""
    told = _of_a_hearing()
    return tuple(told.objects(Sound, told.rows(hearing.pk)))


@cache
def _of_a_hearing() -> Written:
    rows = shelf(Sound).filter(hearing=later(0))
    return Written(rows.order_by("offset_ms", "code"))


def sound(hearing_code: str, code: str) -> Sound:
    """One sound of a hearing.

    Raises:
        Sound.DoesNotExist: there is none that the public may hear.
    """
    return shelf(Sound).get(hearing=hearing_code, code=code)
