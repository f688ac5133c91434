"""What a column can hold; SQLite would keep more than it says, PostgreSQL not."""

from __future__ import annotations

from django.db import models


def longest(model: type[models.Model], column: str) -> int:
    """How many letters a text column takes.

    Raises:
        TypeError: the column has no limit.
    """
    field = model._meta.get_field(column)  # noqa: SLF001 -- Django's documented door
    if not isinstance(field, models.CharField) or field.max_length is None:
        raise TypeError(f"{column} of {model.__name__} has no longest text")
    return field.max_length
