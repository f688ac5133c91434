"""What programs send: every field is known, and what is wrong is said in our words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.parsers import JSONParser

from cases.api.asking import TOLD, check_known, in_our_words
from cases.domain.wording import clean_text

DEEPEST = 10


class Told(serializers.Serializer[Any]):
    """The body of a writing call; nested ones are read by the same rules."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, Mapping):
            raise exceptions.ValidationError({"body": [_("Kirimkan sebuah objek JSON.")]}, TOLD)
        check_known(data, self.fields)
        try:
            return super().to_internal_value(data)
        except exceptions.ValidationError as refusal:
            if self.parent is not None:
                raise
            told = in_our_words(dict(_flat(refusal.detail)))
            raise exceptions.ValidationError(told, TOLD) from refusal


class Json(JSONParser):
    """JSON, with its texts cleaned as those of forms are; nested without an end is none."""

    def parse(self, *told: Any, **more: Any) -> Any:
        try:
            return _cleaned(super().parse(*told, **more))
        except RecursionError as fault:
            raise exceptions.ParseError from fault


def _cleaned(told: Any) -> Any:
    if isinstance(told, str):
        return clean_text(told)
    if isinstance(told, list):
        return [_cleaned(one) for one in told]
    if isinstance(told, dict):
        return {name: _cleaned(one) for name, one in told.items()}
    return told


class Payload(serializers.DictField):
    """Any JSON object whose letters can be written down, nested a few times at most."""

    def to_internal_value(self, data: Any) -> Any:
        found = super().to_internal_value(data)
        unreadable = exceptions.ValidationError(
            [_("Tidak dapat dibaca; jenisnya ada dalam skema.")], TOLD
        )
        if not _is_shallow(found, DEEPEST):
            raise unreadable
        try:
            json.dumps(found, ensure_ascii=False).encode()
        except UnicodeEncodeError as fault:
            raise unreadable from fault
        return found


def read(kind: type[serializers.Serializer[Any]], data: Any) -> dict[str, Any]:
    """What was sent, checked.

    Raises:
        ValidationError: what is wrong, field by field.
    """
    found = kind(data=data)
    found.is_valid(raise_exception=True)
    return dict(found.validated_data)


def refuse_form(form: Form, names: Mapping[str, str]) -> None:
    """Refuse what a form refuses; ``names``: how programs know the fields of the form.

    Raises:
        ValidationError: the form is not valid.
    """
    if not form.is_valid():
        raise exceptions.ValidationError(errors_of(form, names), TOLD)


def errors_of(form: Form, names: Mapping[str, str]) -> dict[str, list[str]]:
    """What a form says is wrong, by the names that programs know."""
    return {
        names.get(field, "body" if field == "__all__" else field): [str(one) for one in found]
        for field, found in form.errors.items()
    }


def _is_shallow(value: Any, left: int) -> bool:
    if not isinstance(value, (dict, list)):
        return True
    inner = value.values() if isinstance(value, dict) else value
    return left > 0 and all(_is_shallow(one, left - 1) for one in inner)


def _flat(detail: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Errors of nested fields, each under its path: ``entries.2.kind``."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _flat(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(detail, list) and any(isinstance(one, (dict, list)) for one in detail):
        for no, inner in enumerate(detail):
            yield from _flat(inner, f"{path}.{no}")
    else:
        yield path or "body", list(detail)
