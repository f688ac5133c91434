"""The parameters of an address: what is not known is refused, never ignored."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from rest_framework import exceptions, serializers
from rest_framework.request import Request

PAGING = frozenset({"cursor", "limit"})
OF_LISTS = PAGING | {"format"}
WHOLE = (
    *(models.IntegerField, models.SmallIntegerField, models.PositiveIntegerField),
    models.PositiveSmallIntegerField,
)
TOLD = "told"  # the code of what is said in our own words


class Strict(filters.DjangoFilterBackend):
    """Filters by the fields that the resource names."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: Any
    ) -> QuerySet[Any]:
        """The rows that are asked for.

        Raises:
            ValidationError: a parameter is unknown, or has no value, or its value is none.
        """
        wanted = self.get_filterset_class(view, queryset)
        check_known(request.query_params, {*OF_LISTS, *(wanted.base_filters if wanted else ())})
        check_said(request.query_params)
        if not {*request.query_params} - OF_LISTS:  # a form costs more than the rows
            return queryset
        return super().filter_queryset(request, queryset, view)


class WholeFilter(filters.NumberFilter):
    """A number of a row that has no parts: neither 0.5 nor 1e3 is asked for."""

    field_class = forms.IntegerField


class Truth(forms.Field):
    """Either ``true`` or ``false``, as JSON writes them."""

    WORDS: ClassVar[dict[str, bool]] = {"true": True, "false": False}

    def to_python(self, value: Any) -> bool | None:
        if value in self.empty_values:
            return None
        if value not in self.WORDS:
            raise forms.ValidationError(_("Hanya true atau false."), "invalid")
        return self.WORDS[value]


class TruthFilter(filters.BooleanFilter):
    """Yes or no; anything else is refused, where Django reads it as not asked."""

    field_class = Truth

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"widget": forms.TextInput, **kwargs})


class Fields(filters.FilterSet):
    """Filters by the fields of a row; of another row, by its code as it is written."""

    FILTER_DEFAULTS: ClassVar[dict[Any, Any]] = {
        **filters.FilterSet.FILTER_DEFAULTS,
        models.ForeignKey: {"filter_class": filters.CharFilter},
        models.BooleanField: {"filter_class": TruthFilter},
        **{kind: {"filter_class": WholeFilter} for kind in WHOLE},
    }


class Asked(serializers.Serializer[Any]):
    """The parameters of an address that is no list of rows."""

    def to_internal_value(self, data: Any) -> Any:
        check_known(data, self.fields)
        try:
            return super().to_internal_value(data)
        except exceptions.ValidationError as refusal:
            raise exceptions.ValidationError(in_our_words(refusal.detail)) from refusal


def check_known(told: Collection[str], known: Collection[str]) -> None:
    """Refuse what is not known, by its name.

    Raises:
        ValidationError: there is something.
    """
    unknown = sorted({*told} - {*known})
    if not unknown:
        return
    named = ", ".join(sorted(known))
    sentence = _("Tidak dikenal; yang dikenal: %(known)s.") % {"known": named}
    raise exceptions.ValidationError({name: [sentence] for name in unknown}, code=TOLD)


def check_said(told: QueryDict) -> None:
    """Refuse a parameter without a value: it would be ignored, and everything answered.

    Raises:
        ValidationError: there is one.
    """
    if empty := sorted(name for name, found in told.lists() if not all(map(str.strip, found))):
        sentence = _("Tanpa nilai: isi, atau hilangkan.")
        raise exceptions.ValidationError({name: [sentence] for name in empty}, code=TOLD)


def in_our_words(detail: Any) -> dict[str, list[str]]:
    """What is wrong with each parameter, said as on the pages; what we said already stays."""
    said = {
        "required": _("Bidang ini wajib diisi."),
        "blank": _("Bidang ini wajib diisi."),
        "invalid": _("Tidak dapat dibaca; jenisnya ada dalam skema."),
        "invalid_choice": _("Tidak ada di antara pilihannya."),
        "not_a_list": _("Tidak dapat dibaca; jenisnya ada dalam skema."),
        "not_a_dict": _("Tidak dapat dibaca; jenisnya ada dalam skema."),
        "null": _("Bidang ini wajib diisi."),
        "empty": _("Bidang ini wajib diisi."),
        "max_length": _("Terlalu panjang."),
        "max_value": _("Di luar batasnya."),
        "min_value": _("Di luar batasnya."),
    }
    return {
        name: [said.get(getattr(one, "code", TOLD), str(one)) for one in found]
        for name, found in detail.items()
    }
