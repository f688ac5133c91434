"""The register, searched: the same words, fields, numbers and facets as its page."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cases.api.asking import Asked
from cases.api.disputes import DisputeSummary
from cases.api.hearings import Utterance
from cases.queries import public
from cases.queries.public.search import FACETS, ORDERS, PARAMETERS


class Words(Asked):
    """What is looked for; a facet may be given several values, separated by commas."""

    q = serializers.CharField(
        required=False,
        default="",
        max_length=200,
        allow_blank=True,
        help_text=(
            'Words, "phrases", a register number, or a field and its words: pemohon:, badan:, '
            "register:, ucapan:, putusan:, pengakuan:, dokumen:"
        ),
    )
    sort = serializers.ChoiceField(choices=sorted(ORDERS), required=False)
    page = serializers.IntegerField(required=False, default=1, min_value=1, max_value=100_000)
    commission = serializers.CharField(required=False)
    respondent = serializers.CharField(required=False)
    applicant = serializers.CharField(required=False)
    applicant_kind = serializers.CharField(required=False)
    year = serializers.CharField(required=False)
    phase = serializers.CharField(required=False)
    disposition = serializers.CharField(required=False)
    ground = serializers.CharField(required=False, help_text="Letters of Article 35 (1): c")
    exemption = serializers.CharField(required=False, help_text="Codes of Article 17: 17a")
    days = serializers.CharField(required=False, help_text="90, 180, 365 or longer")
    regime = serializers.CharField(required=False)


class Hit(serializers.Serializer[Any]):
    """A dispute that was found, and released turns in which the words stand."""

    dispute = DisputeSummary()
    spoken = Utterance(many=True)


class FacetValue(serializers.Serializer[Any]):
    value = serializers.CharField()
    label = serializers.CharField()
    count = serializers.IntegerField()


class Facet(serializers.Serializer[Any]):
    """How many disputes each value of a property has, without that property's own filter."""

    name = serializers.CharField()
    values = FacetValue(many=True)


class Found(serializers.Serializer[Any]):
    """A page of hits, of ``pages``; ``total``: how many disputes were found.

    ``is_capped``: there are more. ``facets_of_newest``: facets are counted among the newest;
    where the total is whole, those values that were not chosen beside one that was.
    ``suggestion``: other words that find something, where these find nothing.
    """

    total = serializers.IntegerField()
    is_capped = serializers.BooleanField()
    facets_of_newest = serializers.BooleanField(source="of_newest")
    suggestion = serializers.CharField(allow_blank=True)
    pages = serializers.IntegerField()
    page = serializers.IntegerField(source="search.page")
    hits = Hit(many=True)
    facets = Facet(many=True)


class SearchView(APIView):
    """Disputes by words, register numbers and facets."""

    @extend_schema(parameters=[Words], responses=Found)
    def get(self, request: Request) -> Response:
        asked = Words(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        query = QueryDict(mutable=True)
        for name, value in asked.validated_data.items():
            values = value.split(",") if name in FACETS else [str(value)]
            query.setlist(PARAMETERS[name], values)
        return Response(Found(public.find(public.Search.from_query(query))).data)
