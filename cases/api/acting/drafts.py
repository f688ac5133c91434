"""Filing: a draft, its steps, and the application that is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.acting.base import Acting, MatchNeeded, act, revision_told
from cases.api.acting.steps import BY_SLUG, STEPS, Step
from cases.api.acting.told import Told, read
from cases.api.asking import TOLD
from cases.domain.accounts import WRITING_ROLES
from cases.domain.tokens import Scope
from cases.forms import draft_steps as shared
from cases.forms.drafts import StepForm
from cases.models import FilingDraft
from cases.queries import accounts, information_requests
from cases.queries import drafts as queries
from cases.queries.drafts import Written
from cases.services import drafts as services
from cases.services.journal import Actor


class DraftStart(Told):
    """For which organisation; with ``request``, from what is held of one of its requests."""

    organisation = serializers.CharField(
        max_length=120, required=False, help_text="The slug of one's organisation"
    )
    request = serializers.CharField(
        max_length=8, required=False, help_text="The code of a request for information"
    )


class StepStanding(serializers.Serializer[Any]):
    """How a step stands; ``revision`` 0: nobody wrote in it yet."""

    step = serializers.CharField()
    revision = serializers.IntegerField()
    is_complete = serializers.BooleanField()


class DraftSummary(serializers.Serializer[Any]):
    """An application that is being written; ``dispute`` once it is filed."""

    code = serializers.CharField()
    organisation = serializers.CharField()
    started_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    dispute = serializers.CharField(allow_null=True)


class DraftList(serializers.Serializer[Any]):
    results = DraftSummary(many=True)


class Draft(DraftSummary):
    """A draft with its steps; what is filed has no steps any more."""

    steps = StepStanding(many=True)
    is_complete = serializers.BooleanField()
    refusal = serializers.CharField(
        allow_blank=True, help_text="Why it is no application although all steps are complete"
    )


class Filing(Told):
    """That a person has read the application and says that it is right."""

    confirmed = serializers.BooleanField()


class Filed(serializers.Serializer[Any]):
    """The entry that was made; the register number comes with the registration."""

    dispute = serializers.CharField()
    received_on = serializers.DateField()
    digest = serializers.CharField(help_text="SHA-256 of all that was tendered")


class Drafts(Acting):
    """Drafts of one's organisations, the latest first."""

    writes = Scope.FILING

    @extend_schema(operation_id="drafts_list", responses=DraftList)
    def get(self, request: Request) -> Response:
        """What was begun and what was filed; what was put away is not there."""
        found = queries.visible_to(request.user).order_by("-pk")[:200]
        return Response({"results": [_summary(one) for one in found]})

    @extend_schema(
        request=DraftStart,
        responses={201: Draft},
        examples=[
            OpenApiExample("Begin", value={"organisation": "yakin"}, request_only=True),
        ],
    )
    @act
    def post(self, request: Request) -> Response:
        """Begin a draft."""
        told, asked = read(DraftStart, request.data), None
        if code := told.get("request"):
            mine = information_requests.writable_by(request.user).filter(dispute=None)
            asked = get_object_or_404(mine, code=code)
        house = asked.organisation if asked else None
        if house is None:
            houses = accounts.organisations(request.user, WRITING_ROLES)
            house = get_object_or_404(houses, slug=told.get("organisation", ""))
        draft = services.start(house, information_request=asked, **_by(request))
        response = Response(_draft(draft), status=status.HTTP_201_CREATED)
        response["Location"] = f"/api/v1/drafts/{draft.code}/"
        return response


class DraftDetail(Acting):
    """One draft."""

    writes = Scope.FILING

    @extend_schema(responses=Draft)
    def get(self, request: Request, code: str) -> Response:
        """How its steps stand."""
        return Response(_draft(get_object_or_404(queries.visible_to(request.user), code=code)))

    @extend_schema(responses={204: None})
    @act
    def delete(self, request: Request, code: str) -> Response:
        """Put it away; what was written stays in the record."""
        draft = get_object_or_404(queries.writable_by(request.user), code=code)
        services.discard(draft, **_by(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class DraftStep(Acting):
    """One step of a draft. Made once for each step, so that the schema tells its fields."""

    writes = Scope.FILING
    step: ClassVar[Step]

    def shown(self, request: Request, code: str) -> Response:
        draft = get_object_or_404(queries.writable_by(request.user), code=code)
        return _step(self.step, draft, queries.written(draft))

    def written(self, request: Request, code: str) -> Response:
        draft = get_object_or_404(queries.writable_by(request.user), code=code)
        told, seen = read(self.step.serializer, request.data), revision_told(request)
        if not seen and queries.written(draft).rev(self.step.slug):
            raise MatchNeeded(_("Langkah ini sudah berisi; sebutkan revisinya dalam If-Match."))
        slug = self.step.slug
        answers = shared.raw(slug, self.step.to_raw(told))
        services.save(draft, slug, answers, seen=seen, **_by(request))
        return _step(self.step, draft, queries.written(draft))


def view_of(step: Step) -> type[DraftStep]:
    """The view of one step."""
    kind = step.serializer.__name__
    shape = type(
        f"Kept{kind}",
        (serializers.Serializer,),
        {
            "__doc__": "A step as it is kept; what is wrong with it, by its fields.",
            "revision": serializers.IntegerField(),
            "is_complete": serializers.BooleanField(),
            "answers": step.serializer(),
            "errors": serializers.DictField(
                child=serializers.ListField(child=serializers.CharField())
            ),
        },
    )
    name = step.name.replace("-", "_")
    example = OpenApiExample("Write", value=EXAMPLES[step.name], request_only=True)

    @extend_schema(operation_id=f"drafts_{name}_retrieve", responses=shape)
    def get(self: DraftStep, request: Request, code: str) -> Response:
        """What it says now, and what is wrong with it. ``ETag`` is its revision."""
        return self.shown(request, code)

    @extend_schema(
        operation_id=f"drafts_{name}_update",
        request=step.serializer,
        responses=shape,
        examples=[example],
    )
    @act
    def put(self: DraftStep, request: Request, code: str) -> Response:
        """Say what it says from now on, also when it is not complete.

        ``If-Match`` names the revision that was read; without one, nobody may have written yet.
        """
        return self.written(request, code)

    made = {"__doc__": step.serializer.__doc__, "step": step, "get": get, "put": put}
    return type(f"Draft{kind}", (DraftStep,), made)


class DraftFiling(Acting):
    """The application itself."""

    writes = Scope.FILING

    @extend_schema(
        request=Filing,
        responses={201: Filed},
        examples=[OpenApiExample("File", value={"confirmed": True}, request_only=True)],
    )
    @act
    def post(self, request: Request, code: str) -> Response:
        """File it: the dispute is opened, its clock starts, the receipt is on order."""
        draft = get_object_or_404(queries.writable_by(request.user), code=code)
        if not read(Filing, request.data)["confirmed"]:
            told = _("Nyatakan bahwa isinya sudah dibaca dan benar.")
            raise exceptions.ValidationError({"confirmed": [told]}, TOLD)
        found = shared.forms_of(draft, queries.written(draft))
        application, refusal = shared.application_of(found)
        if application is None:
            raise exceptions.ValidationError(_wrong(found, refusal), TOLD)
        dispute = services.file(draft, application, **_by(request))
        filed = {
            "dispute": dispute.code,
            "received_on": dispute.received_on,
            "digest": dispute.application.digest,
        }
        response = Response(Filed(filed).data, status=status.HTTP_201_CREATED)
        response["Location"] = f"/api/v1/my-disputes/{dispute.code}/"
        return response


def _by(request: Request) -> dict[str, Any]:
    return {"actor": Actor(str(request.user)), "now": timezone.now()}


def _summary(draft: FilingDraft) -> dict[str, Any]:
    return DraftSummary(
        {
            "code": draft.code,
            "organisation": draft.organisation.slug,
            "started_at": draft.started_at,
            "submitted_at": draft.submitted_at,
            "dispute": draft.dispute.code if draft.dispute else None,
        }
    ).data


def _draft(draft: FilingDraft) -> dict[str, Any]:
    told = {**_summary(draft), "steps": [], "is_complete": True, "refusal": ""}
    if draft.submitted_at is not None:
        return told
    written = queries.written(draft)
    found = shared.forms_of(draft, written)
    application, refusal = shared.application_of(found)
    steps = [
        {
            "step": step.name,
            "revision": written.rev(step.slug),
            "is_complete": found[step.slug].is_valid(),
        }
        for step in STEPS
    ]
    return told | {"steps": steps, "is_complete": application is not None, "refusal": refusal}


def _step(step: Step, draft: FilingDraft, written: Written) -> Response:
    row = written.answers.get(step.slug)
    form = shared.form_of(step.slug, draft, written, shared.stored(written, step.slug))
    revision = written.rev(step.slug)
    body = {
        "revision": revision,
        "is_complete": form.is_valid(),
        "answers": step.to_told(row.answers if row else {}),
        "errors": _errors(step, form),
    }
    return Response(body, headers={"ETag": f'"{revision}"'})


def _errors(step: Step, form: StepForm) -> dict[str, list[str]]:
    return {
        step.name_of(name): [str(one) for one in told] for name, told in form.errors.items()
    }


def _wrong(found: Mapping[str, StepForm], refusal: str) -> dict[str, list[str]]:
    """What keeps the steps from being an application, each by its step and field."""
    wrong = {
        f"{BY_SLUG[slug].name}.{name}": told
        for slug, form in found.items()
        for name, told in _errors(BY_SLUG[slug], form).items()
    }
    empty = [BY_SLUG[slug].name for slug, form in found.items() if not form.is_bound]
    wrong |= {name: [_("Langkah ini belum diisi.")] for name in empty}
    return wrong or {"body": [refusal]}


EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "applicant": {
        "kind": "badan_hukum",
        "name": "Yayasan Advokasi Hak Konstitusional Indonesia",
        "address": "Jl. Merdeka 1",
        "city": "Jakarta",
        "email": "surat@yakin.test",
        "representative": "Ted Hilbert",
        "office": "Ketua",
        "basis": "jabatan",
    },
    "public-body": {"public_body": "kpu", "unit": "PPID"},
    "items": {"items": ["Kontrak pengadaan cloud Sirekap", "Anggarannya"]},
    "chronology": {
        "asked_on": "2024-03-04",
        "objected_on": "2024-04-01",
        "answered_on": "2024-05-06",
        "answer": "Ditolak",
    },
    "reasons": {
        "grounds": [["c"], ["c"]],
        "reasons": ["superior_silent"],
        "problem": "Tidak ada jawaban.",
        "relief": ["order_answer"],
    },
    "commission": {"commission": "kip", "regime": "umum"},
    "documents": {"enclosures": [{"place": "identity", "uploads": ["BCDFGHJK"]}]},
}
