"""Who takes part: public bodies, organisations, commissions."""

from __future__ import annotations

from functools import partial
from typing import Any

from rest_framework import serializers

from cases.api import views
from cases.api.paging import ByCommission, BySlug
from cases.domain.parties import PartyRole
from cases.queries.public import tables


class Party(serializers.Serializer[Any]):
    """Somebody who takes part in public disputes; ``disputes``: in how many."""

    slug = serializers.CharField()
    name = serializers.CharField()
    short = serializers.CharField()
    disputes = serializers.IntegerField()


class PublicBodyList(views.List):
    """The public bodies that answer in public disputes."""

    rows = partial(tables.parties, PartyRole.RESPONDENT)
    serializer_class = Party
    pagination_class = BySlug


class OrganisationList(views.List):
    """The organisations that ask in public disputes."""

    rows = partial(tables.parties, PartyRole.APPLICANT)
    serializer_class = Party
    pagination_class = BySlug


class Commission(serializers.Serializer[Any]):
    """A commission before which public disputes are, and how many."""

    code = serializers.CharField(source="commission_code")
    name = serializers.CharField(source="commission")
    short = serializers.CharField(source="commission_short")
    disputes = serializers.IntegerField(source="many")


class CommissionList(views.List):
    """The commissions of public disputes."""

    rows = tables.commissions
    serializer_class = Commission
    pagination_class = ByCommission
