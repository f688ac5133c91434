"""Templates that say their own name: the table asks how somebody is answered, not in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.template.backends.base import BaseEngine
from django.test import override_settings


class Page:
    """A template of one word."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, *_told: object, **_more: object) -> str:
        return self.name


class Blank(BaseEngine):
    """Every template, whatever its name."""

    def __init__(self, params: dict) -> None:
        params.pop("OPTIONS")
        super().__init__(params)

    def from_string(self, template_code: str) -> Page:
        return Page(template_code)

    def get_template(self, template_name: str) -> Page:
        return Page(template_name)


@contextmanager
def without_words() -> Iterator[None]:
    """Answer every request without drawing a page: a third of the time."""
    engine = {"BACKEND": "tests.permissions.blank.Blank", "NAME": "blank", "OPTIONS": {}}
    with override_settings(TEMPLATES=[engine]):
        yield
