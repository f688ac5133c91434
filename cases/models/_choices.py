"""Domain enumerations as constraints of the database."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.db import models

from cases.domain import vocabulary


def one_of(
    field: str, values: type[StrEnum] | Iterable[str], name: str
) -> models.CheckConstraint:
    """Let the database refuse any value of ``field`` outside the closed list."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": [str(value) for value in values]}), name=name
    )


def term_of(
    field: str, group: str, name: str, *, blank: bool = False
) -> models.CheckConstraint:
    """Let the database refuse any code of ``field`` outside a group of the vocabulary."""
    codes = list(vocabulary.terms(group))
    return one_of(field, ["", *codes] if blank else codes, name)


class Sourced(models.Model):
    """A record taken from somewhere: where it is from and how sure it is.

    ``sources`` holds keys of ``Source`` rows, in the order of their weight.
    """

    confidence = models.CharField(max_length=6, blank=True, default="")
    sources = models.JSONField(default=list, blank=True)
    source_note = models.TextField(blank=True, default="")

    class Meta:
        abstract = True
