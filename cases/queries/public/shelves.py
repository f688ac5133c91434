"""The door to the shelf: which database the public side reads."""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

PUBLIC = "public"


def shelf(model: type[Row]) -> QuerySet[Row]:
    """The rows of one table of the shelf, through the role that may read nothing else.

    Where the settings name no such connection, it is the usual one.
    """
    return model._default_manager.using(alias()).all()  # noqa: SLF001 -- Django's documented door


def alias() -> str:
    """Where the rows of the shelf are read: the name of its connection."""
    return PUBLIC if PUBLIC in settings.DATABASES else "default"
