"""Templates that say nothing: the table asks how somebody is answered, not in which words."""

from __future__ import annotations

from django.template.backends.base import BaseEngine
from django.test import override_settings


class Page:
    """A template of no words."""

    def render(self, *_told: object, **_more: object) -> str:
        return ""


class Blank(BaseEngine):
    """Every template, whatever its name."""

    def __init__(self, params: dict) -> None:
        params.pop("OPTIONS")
        super().__init__(params)

    def from_string(self, _template_code: str) -> Page:
        return Page()

    def get_template(self, _template_name: str) -> Page:
        return Page()


def without_words() -> override_settings:
    """Answer every request without drawing a page: a third of the time."""
    engine = {"BACKEND": "tests.permissions.blank.Blank", "NAME": "blank", "OPTIONS": {}}
    return override_settings(TEMPLATES=[engine])
