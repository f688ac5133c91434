"""A list and the page of each of its rows give the same answer to everybody, in every class."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.models import Q
from django.test import override_settings

from cases.domain.notices import PARTIES
from cases.models import (
    Commission,
    Dispute,
    Document,
    FilingDraft,
    Hearing,
    InformationRequest,
    Organisation,
    Upload,
)
from cases.queries import (
    access,
    accounts,
    admissions,
    capture,
    case_notes,
    case_room,
    certifying,
    correspondence,
    disputes,
    documents,
    drafts,
    following,
    information_requests,
    mediation,
    notices,
    sittings,
    summons,
    uploads,
)
from tests.permissions.world import CAST, open_stage

pytestmark = pytest.mark.django_db
ASKING = ("stranger", "ngo2", "agency", "guest", "clerk", "chair", "clerk_elsewhere")
PEOPLE = [who for who in CAST if who != "anonymous"]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    elsewhere = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), transaction.atomic(), elsewhere:
        yield open_stage()
        transaction.set_rollback(True)


@pytest.fixture
def stage(world, db):
    return world


def person(stage, who):
    people = {**stage.world.cast.accounts, "guest": stage.world.guest}
    return people[who]


# The rows of a class that somebody may see, all rows of it, and the page of one.
PAGES = {
    "drafts": (drafts.visible_to, FilingDraft, "/permohonan/{}/"),
    "requests": (information_requests.visible_to, InformationRequest, "/permintaan/{}/"),
    "uploads": (uploads.visible_to, Upload, "/unggah/{}/"),
    "rooms": (case_room.visible_to, Dispute, "/meja/perkara/{}/"),
    "disputes": (disputes.visible_to, Dispute, "/api/v1/my-disputes/{}/"),
    "recorded": (
        lambda user: Hearing.objects.filter(
            Q(pk__in=capture.recordable(user).values("pk"))
            | Q(pk__in=following.watchable(user).values("pk"))
        ),
        Hearing,
        "/sidang/{}/rekam/",
    ),
    "certified": (certifying.read_by, Hearing, "/sidang/{}/risalah/sahkan/"),
    "summoned": (summons.hearings_kept_by, Hearing, "/kepaniteraan/sidang/{}/panggilan/"),
    "panels": (access.disputes_kept_by, Dispute, "/kepaniteraan/{}/majelis/"),
    "papers": (documents.visible_to, Document, "/meja/berkas/{}/"),
    "mediated": (
        lambda user: Dispute.objects.filter(mediations__in=mediation.visible_to(user)),
        Dispute,
        "/meja/perkara/{}/mediasi/",
    ),
}


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("who", ASKING)
def test_a_page_is_there_for_whom_its_row_is_in_the_list(stage, who, kind):
    if kind == "disputes" and who not in stage.tokens:
        pytest.skip("a guest has no program")
    visible, model, page = PAGES[kind]
    rows = model.objects.exclude(code="")
    if model is Document:  # one that nobody made yet has no file to open
        rows = rows.exclude(file="")

    listed = set(
        rows.filter(pk__in=visible(person(stage, who)).values("pk")).values_list(
            "code", flat=True
        )
    )
    opened = {
        code
        for code in rows.values_list("code", flat=True)
        if stage.ask(who, "GET", page.format(code)).status_code != 404
    }

    assert opened == listed


# What is asked of one row, the list that says the same, and the rows.
PREDICATES = {
    "reads the ledger": (admissions.readable_by, disputes.visible_to, Dispute),
    "keeps the registry": (
        notices.keeps_registry,
        sittings.kept_by,
        Commission,
    ),
    "keeps the dispute": (
        lambda user, one: notices.keeps_registry(user, one.commission),
        access.disputes_kept_by,
        Dispute,
    ),
    "writes for": (
        accounts.may_write_for,
        lambda user: accounts.organisations(user, ("owner", "officer")),
        Organisation,
    ),
    "stands with the applicant": (
        lambda user, one: PARTIES[0] in correspondence.sides_of(user, one),
        lambda user: Dispute.objects.filter(pk__in=correspondence.standing(user, PARTIES[0])),
        Dispute,
    ),
    "stands with the respondent": (
        lambda user, one: PARTIES[1] in correspondence.sides_of(user, one),
        lambda user: Dispute.objects.filter(pk__in=correspondence.standing(user, PARTIES[1])),
        Dispute,
    ),
    "keeps the record": (
        certifying.is_keeper,
        summons.hearings_kept_by,
        Hearing,
    ),
    "has a way in": (
        lambda user, one: access.to(user, one) is not None,
        lambda user: Dispute.objects.filter(
            pk__in=access.of(user).values("participant__dispute")
        ),
        Dispute,
    ),
    "has an inside": (
        lambda user, one: bool(case_notes.inside(user, one)),
        lambda user: Dispute.objects.filter(
            participants__organisation__in=accounts.organisations(user)
        ),
        Dispute,
    ),
}


@pytest.mark.parametrize("name", PREDICATES)
@pytest.mark.parametrize("who", PEOPLE)
def test_one_row_is_judged_as_the_list_judges_all(stage, who, name):
    holds, listed, model = PREDICATES[name]
    user = person(stage, who)

    one_by_one = {row.pk for row in model.objects.all() if holds(user, row)}

    assert one_by_one == set(listed(user).values_list("pk", flat=True))
