"""A copy of the base that follows it: the shelf is read there, by visitors without a session.

Everything else asks the base itself: whoever is signed in, whatever writes, and what is read
inside a transaction. Where the copy does not answer, the base does, and the copy is tried again
after a while.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.models import Model

logger = logging.getLogger(__name__)

ALIAS = "replica"
SHELF = "Public"  # how the names of the models of the shelf begin
REST_SECONDS = 30.0  # for which a copy that did not answer is left alone

_reads_there: ContextVar[bool] = ContextVar("reads_there", default=False)
_rests_until = {ALIAS: 0.0}


def is_there() -> bool:
    """Whether a copy is named in the settings."""
    return ALIAS in settings.DATABASES


@contextmanager
def reading() -> Iterator[None]:
    """Let the shelf be read from the copy while it lasts, where the copy answers."""
    token = _reads_there.set(_answers())
    try:
        yield
    finally:
        _reads_there.reset(token)


class ReplicaRouter:
    """Which base is asked. Writing and making tables always go to the base itself."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        is_shelf = model.__name__.startswith(SHELF)
        in_an_act = transaction.get_connection().in_atomic_block
        return ALIAS if _reads_there.get() and is_shelf and not in_an_act else DEFAULT_DB_ALIAS

    def db_for_write(self, _model: type[Model], **_hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, _one: Model, _other: Model, **_hints: Any) -> bool:
        return True

    def allow_migrate(self, base: str, _app_label: str, **_hints: Any) -> bool:
        return base == DEFAULT_DB_ALIAS


def _answers() -> bool:
    if time.monotonic() < _rests_until[ALIAS]:
        return False
    try:
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as silent:
        logger.warning("replica does not answer, the base does: %s", type(silent).__name__)
        _rests_until[ALIAS] = time.monotonic() + REST_SECONDS
        connections[ALIAS].close()
        return False
    return True
