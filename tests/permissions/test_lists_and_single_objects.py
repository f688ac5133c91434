"""A list and the page of each of its rows give the same answer to everybody, in every class."""

from __future__ import annotations

import pytest
from django.db.models import Q

from cases.domain import withdrawals as ends
from cases.domain.accounts import COMMISSION_ROLES, WRITING_ROLES
from cases.domain.hearings import HearingState
from cases.domain.notices import PARTIES, Side
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.domain.rights import Right
from cases.domain.stages import Stage
from cases.models import (
    Commission,
    Dispute,
    Document,
    FilingDraft,
    Hearing,
    InformationRequest,
    Mediation,
    Organisation,
    Redaction,
    Upload,
    Webhook,
)
from cases.queries import (
    access,
    accounts,
    admissions,
    answers,
    capture,
    case_notes,
    case_room,
    certifying,
    correspondence,
    disputes,
    documents,
    drafts,
    drafts_shown,
    following,
    information_requests,
    mediation,
    notices,
    recordings,
    redactions,
    sittings,
    summons,
    uploads,
    webhooks,
    withdrawals,
)
from cases.services import rights
from tests.permissions.blank import without_words
from tests.permissions.world import CAST

pytestmark = pytest.mark.django_db
ASKING = ("stranger", "ngo2", "agency", "guest", "clerk", "chair", "clerk_elsewhere")
PEOPLE = [who for who in CAST if who != "anonymous"]


def person(stage, who):
    people = {**stage.world.cast.accounts, "guest": stage.world.guest}
    return people[who]


# A hearing that is over, or not released: its room leads the registry on to where work goes on.
LED_ON = {*capture.OVER, HearingState.DRAFT}
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
            | Q(pk__in=certifying.kept_by(user).filter(state__in=LED_ON).values("pk"))
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
# The same where the code of the row is called otherwise, or a program asks.
PAGES |= {
    "drafts of programs": (drafts.visible_to, FilingDraft, "/api/v1/drafts/{}/"),
    "steps of programs": (drafts.writable_by, FilingDraft, "/api/v1/drafts/{}/items/"),
    "uploads of programs": (uploads.visible_to, Upload, "/api/v1/uploads/{}/"),
    "redactions": (redactions.kept_by, Redaction, "/meja/penghitaman/{}/"),
    "webhooks": (webhooks.of_user, Webhook, "/akun/webhook/{}/"),
    "plans": (sittings.hearings_kept_by, Hearing, "/kepaniteraan/sidang/{}/"),
    "sounds": (recordings.hearings_kept_by, Hearing, "/sidang/{}/rekaman/"),
    "ways in": (access.disputes_kept_by, Dispute, "/kepaniteraan/{}/akses/"),
    "told": (disputes.visible_to, Dispute, "/meja/pemberitahuan/{}/"),
    "notes": (
        lambda user: Dispute.objects.filter(
            participants__organisation__in=accounts.organisations(user)
        ),
        Dispute,
        "/meja/perkara/{}/catatan/",
    ),
    "answers": (
        lambda user: Dispute.objects.filter(
            pk__in=correspondence.standing(user, PARTIES[1])
        ).exclude(visibility=Visibility.SEALED),
        Dispute,
        "/meja/perkara/{}/jawaban/",
    ),
}


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("who", ASKING)
def test_a_page_is_there_for_whom_its_row_is_in_the_list(stage, who, kind):
    visible, model, page = PAGES[kind]
    if page.startswith("/api/") and who not in stage.tokens:
        who = "stranger"  # a guest has no program
    rows = model.objects.exclude(code="")
    if model is Document:  # one that nobody made yet has no file to open
        rows = rows.exclude(file="")

    listed = set(
        rows.filter(pk__in=visible(person(stage, who)).values("pk")).values_list(
            "code", flat=True
        )
    )
    with without_words():
        opened = {
            code
            for code in rows.values_list("code", flat=True)
            if stage.ask(who, "GET", page.format(code)).status_code != 404
        }

    assert opened == listed


def _unsealed(**wanted):
    return Dispute.objects.filter(**wanted).exclude(visibility=Visibility.SEALED)


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
    "writes for the applicant": (
        lambda user, one: case_room.applicant_for(user, one) is not None,
        lambda user: _unsealed(
            participants__role=PartyRole.APPLICANT,
            participants__organisation__in=accounts.organisations(user, WRITING_ROLES),
        ),
        Dispute,
    ),
    "writes for the commission": (
        lambda user, one: Side.COMMISSION in case_room.writes_for(user, one),
        lambda user: access.disputes_kept_by(user).exclude(visibility=Visibility.SEALED),
        Dispute,
    ),
    "reads a draft as a party": (
        drafts_shown.reads_draft,
        lambda user: Dispute.objects.filter(
            Q(pk__in=correspondence.standing(user, PARTIES[0]))
            | Q(pk__in=correspondence.standing(user, PARTIES[1]))
        ),
        Dispute,
    ),
    "answers": (
        lambda user, one: answers.answerable(user, one.code) is not None,
        lambda user: _unsealed(pk__in=correspondence.standing(user, PARTIES[1])),
        Dispute,
    ),
    "withdraws": (
        lambda user, one: withdrawals.house_for(user, one) is not None,
        lambda user: _unsealed(
            stage__in=[one for one in Stage if ends.may_withdraw(one)],
            participants__role=PartyRole.APPLICANT,
            participants__organisation__in=accounts.organisations(user, WRITING_ROLES),
        ),
        Dispute,
    ),
    "works inside": (
        admissions.is_inside,
        lambda user: Dispute.objects.filter(
            commission__in=accounts.current()
            .filter(user=user, role__in=COMMISSION_ROLES)
            .values("commission")
        ),
        Dispute,
    ),
    "declares a mediation failed": (
        lambda user, one: bool(mediation.may_declare(user, one)),
        lambda user: Mediation.objects.filter(
            Q(dispute__in=correspondence.standing(user, PARTIES[0]))
            | Q(dispute__in=correspondence.standing(user, PARTIES[1])),
            outcome="",
        ),
        Mediation,
    ),
    "manages": (
        accounts.may_manage,
        lambda user: (
            Organisation.objects.all()
            if accounts.is_administrator(user)
            else accounts.organisations(user, ("owner",))
        ),
        Organisation,
    ),
    "has an inside": (
        lambda user, one: bool(case_notes.inside(user, one)),
        lambda user: Dispute.objects.filter(
            participants__organisation__in=accounts.organisations(user)
        ),
        Dispute,
    ),
}


# The rights that a service asks for, and the list of what somebody has them over.
OVER = {
    Right.REGISTRY: (access.disputes_kept_by, Dispute),
    Right.NOTES: (mediation.noted_by, Mediation),
    Right.CAUCUS: (mediation.mediated_by, Mediation),
    Right.LEADING: (mediation.led_by, Mediation),
}
PREDICATES |= {
    f"may ({of.value})": (rights.HOLDS[of], listed, model)
    for of, (listed, model) in OVER.items()
}


def test_every_right_has_its_list():
    assert OVER.keys() == set(Right) == rights.HOLDS.keys()


@pytest.mark.parametrize("name", PREDICATES)
@pytest.mark.parametrize("who", PEOPLE)
def test_one_row_is_judged_as_the_list_judges_all(stage, who, name):
    holds, listed, model = PREDICATES[name]
    user = person(stage, who)

    one_by_one = {row.pk for row in model.objects.all() if holds(user, row)}

    assert one_by_one == set(listed(user).values_list("pk", flat=True))
