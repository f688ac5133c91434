"""What a person may see, as queries that are built once and asked again and again.

The deepest of them takes longer to build than to answer. The query alone is kept, never what
it found: who has left a house is out from that moment, and a new day has queries of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from typing import Any, TypeVar, TypeVarTuple

from django.db.models import Model, QuerySet
from django.utils import timezone

from cases.models import User

More = TypeVarTuple("More")
M = TypeVar("M", bound=Model)

KEPT = 100  # queries of all kinds and people; the largest takes 3 MB


def built_once(
    build: Callable[[User, *More], QuerySet[M]],
) -> Callable[[User, *More], QuerySet[M]]:
    """A query that depends on nothing but a person, the local day, and what else it is given.

    ``build`` is handed an account of which no more is known than what the query is kept by.
    """

    @wraps(build)
    def asked(user: User, *more: *More) -> QuerySet[M]:
        today, zone = timezone.localdate(), timezone.get_current_timezone_name()
        return _built(build, user.pk, user.person_id, today, zone, *more).all()

    return asked


@lru_cache(maxsize=KEPT)
def _built(
    build: Callable[..., QuerySet[Any]],
    key: int,
    person: int | None,
    _today: date,
    _zone: str,
    *more: Any,
) -> QuerySet[Any]:
    return build(User(pk=key, person_id=person), *more)
