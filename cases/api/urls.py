"""The addresses of the API. Version 1 stays; what breaks comes as version 2."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import conditional_page
from drf_spectacular.views import SpectacularAPIView

from cases.api import (
    calendar,
    decisions,
    disputes,
    docs,
    hearings,
    ledger,
    parties,
    problems,
    search,
)
from cases.api.acting import (
    capture,
    drafts,
    own,
    registry,
    sittings,
    statements,
    uploads,
    webhooks,
)
from cases.api.acting.steps import STEPS

RESOURCES = {
    "disputes/": disputes.DisputeList,
    "disputes/<str:code>/": disputes.DisputeDetail,
    "hearings/": hearings.HearingList,
    "hearings/<str:code>/": hearings.HearingDetail,
    "utterances/": hearings.UtteranceList,
    "questions/": hearings.QuestionList,
    "propositions/": ledger.PropositionList,
    "assertions/": ledger.AssertionList,
    "statements/": disputes.StatementList,
    "documents/": disputes.DocumentList,
    "deadlines/": disputes.DeadlineList,
    "decisions/": decisions.DecisionList,
    "orders/": decisions.OrderList,
    "public-bodies/": parties.PublicBodyList,
    "organisations/": parties.OrganisationList,
    "commissions/": parties.CommissionList,
    "calendar/": calendar.CalendarView,
    "compute-deadline/": calendar.ComputeDeadline,
    "search/": search.SearchView,
}


# What is done and read for a person, with a token.
FOR_PEOPLE = {
    "me/": own.MeView,
    "my-disputes/": own.OwnDisputes,
    "my-disputes/<str:code>/": own.OwnDisputeDetail,
    "drafts/": drafts.Drafts,
    "drafts/<str:code>/": drafts.DraftDetail,
    **{f"drafts/<str:code>/{step.name}/": drafts.view_of(step) for step in STEPS},
    "drafts/<str:code>/filing/": drafts.DraftFiling,
    "uploads/": uploads.Uploads,
    "uploads/<str:code>/": uploads.UploadDetail,
    "registry/disputes/<str:code>/findings/": registry.Findings,
    "registry/disputes/<str:code>/notice/": registry.Notice,
    "registry/disputes/<str:code>/registration/": registry.Registration,
    "registry/disputes/<str:code>/hearings/": sittings.Hearings,
    "registry/disputes/<str:code>/statements/": statements.Statements,
    "registry/disputes/<str:code>/statements/<str:statement>/review/": (
        statements.StatementReview
    ),
    "registry/hearings/<str:code>/": sittings.HearingPlan,
    "registry/releases/": sittings.Releases,
    "hearings/<str:code>/capture/": capture.Capture,
    "webhooks/": webhooks.Webhooks,
    "webhooks/<str:code>/": webhooks.WebhookDetail,
    "webhooks/<str:code>/secret/": webhooks.WebhookSecret,
    "webhooks/<str:code>/deliveries/": webhooks.Deliveries,
    "webhooks/<str:code>/deliveries/<str:delivery>/again/": webhooks.DeliveryAgain,
}


def _name(address: str) -> str:
    resource, _slash, rest = address.partition("/")
    return f"api_{resource.replace('-', '_')}" + ("_one" if rest else "")


def _name_of(address: str) -> str:
    words = re.sub(r"<str:(\w+)>", r"\1", address).strip("/")
    return "api_" + re.sub(r"\W", "_", words)


def _open(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of any site may read it; whoever keeps a copy asks each time whether it stands."""

    @conditional_page
    @wraps(view)
    def opened(request: HttpRequest, **told: Any) -> HttpResponseBase:
        response = view(request, **told)
        response["Access-Control-Allow-Origin"] = "*"
        response["Cache-Control"] = "public, no-cache"
        return response

    return opened


LISTS = {word.strip("/"): _name(word) for word in RESOURCES if "<" not in word}

urlpatterns: list[URLPattern] = [
    path("v1/", _open(docs.index), {"resources": LISTS}, name="api_index"),
    *(
        path(f"v1/{address}", _open(view.as_view()), name=_name(address))
        for address, view in RESOURCES.items()
    ),
    *(
        path(f"v1/{address}", view.as_view(), name=_name_of(address))
        for address, view in FOR_PEOPLE.items()
    ),
    path("schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("docs/", docs.docs, name="api_docs"),
    re_path(r"^.*$", problems.not_found, name="api_not_found"),
]
