"""A service is done by those alone whose act it is, whatever page or program calls it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import get_args, get_type_hints

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.test import override_settings

from cases import services
from cases.domain.accounts import Role
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.errors import CaseError
from cases.domain.mediation import Outcome
from cases.domain.notices import Side
from cases.domain.personal_data import Choice, DataSubject
from cases.domain.rights import NotTheirAct, Right
from cases.management.small_world.cast import NOW
from cases.management.small_world.world import plant
from cases.models import (
    Appearance,
    Commission,
    Correspondence,
    Dispute,
    EditionOrder,
    Hearing,
    IdentityPaper,
    Job,
    Membership,
    PanelMember,
    PrivacyRequest,
    Proposal,
    ProposedSitting,
    Redaction,
    Summons,
    TurnProposal,
    Upload,
    User,
    Utterance,
    UtteranceRevision,
)
from cases.queries.personal_data import Subject
from cases.services import (
    access,
    accounts,
    answers,
    capture,
    completeness,
    correspondence,
    desk,
    invitations,
    mediation,
    personal_data,
    redactions,
    rights,
    summons,
    transcripts,
    withdrawals,
)
from cases.services.completeness import Brought
from cases.services.correspondence import Writing
from cases.services.transcripts import correcting

pytestmark = pytest.mark.django_db
OUTSIDE = ("stranger", "ngo2", "clerk_elsewhere")
EVERYBODY = (
    *("stranger", "ngo", "officer", "reader", "ngo2", "agency", "guest", "clerk"),
    *("substitute", "chair", "mediator", "commissioner", "clerk_elsewhere", "admin"),
)
# Whose act it is, among the cast of the drill: in the dispute that is mediated.
HOLD = {
    Right.REGISTRY: {"clerk", "substitute"},
    Right.NOTES: {"substitute", "mediator", "commissioner"},
    Right.LEADING: {"mediator", "commissioner"},
    Right.CAUCUS: {"mediator"},
}
# Parts of acts, which their acts call; and what somebody does with their own sessions.
PARTS = {
    *("edition_steps.note", "mediation.proceeding.enter", "mediation.proceeding.tell"),
    *("mediation.proceeding.who", "sittings.note", "summons.serving.enter"),
    *("readings.note_upload", "readings.note_closed", "readings.note_paper"),
    *("correspondence.tell", "accounts.end_sessions", "rights.check", "rights.check_side"),
}


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker, tmp_path_factory):
    elsewhere = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), transaction.atomic(), elsewhere:
        yield plant()
        transaction.set_rollback(True)


@pytest.fixture
def world(planted, db):
    return planted


def person(world, who):
    return {**world.cast.accounts, "guest": world.guest}[who]


def acts():
    """Every public function of this floor that somebody does, by room and name."""
    for found in pkgutil.walk_packages(services.__path__, "cases.services."):
        module = importlib.import_module(found.name)
        for name, function in vars(module).items():
            is_own = getattr(function, "__module__", "") == found.name
            if name.startswith("_") or not (inspect.isfunction(function) and is_own):
                continue
            asked = inspect.signature(function).parameters.get("by")
            if asked is not None and str(asked.annotation) == "User":
                yield f"{found.name.removeprefix('cases.services.')}.{name}", function


ACTS = dict(acts())
GUARDED = {name: act for name, act in ACTS.items() if hasattr(act, "right")}


def rows_of(world):
    """A row of every kind that an act is about; all of one commission."""
    hearing = world.draft_hearing
    turn = Utterance.objects.filter(hearing=hearing).first()
    revision = UtteranceRevision.objects.filter(utterance=turn).first()
    proposal = Proposal(commission=world.cast.commission)
    return {
        Commission: world.cast.commission,
        Dispute: world.mediated,
        Hearing: hearing,
        type(world.mediation): world.mediation,
        PanelMember: PanelMember.objects.filter(dispute=world.mediated).first(),
        Appearance: Appearance(hearing=hearing),
        Summons: Summons(hearing=hearing, dispute=world.mediated),
        ProposedSitting: ProposedSitting(proposal=proposal),
        Utterance: turn,
        UtteranceRevision: revision,
        TurnProposal: TurnProposal(revision=revision, dispute=world.mediated),
        IdentityPaper: IdentityPaper(dispute=world.mediated),
        Redaction: Redaction(dispute=world.mediated),
        PrivacyRequest: PrivacyRequest(commission=world.cast.commission),
        Job: Job(args={"commission": world.cast.commission.code}),
    }


def about(act, world):
    """A row for the first argument of an act, or a list of one."""
    first = next(iter(inspect.signature(act).parameters))
    kind = get_type_hints(inspect.unwrap(act))[first]
    rows = rows_of(world)
    return rows[kind] if kind in rows else [rows[get_args(kind)[0]]]


def test_every_act_says_whose_it_is_or_is_tried_below():
    assert len(GUARDED) > 35
    assert set(ACTS) - set(GUARDED) - PARTS == {name.partition(" ")[0] for name in TRIED}


@pytest.mark.parametrize("name", GUARDED)
def test_an_act_is_refused_to_everybody_whose_act_it_is_not(world, name):
    """The refusal comes before anything else is read, so that nothing else is given here."""
    act = GUARDED[name]
    for who in EVERYBODY:
        if who in HOLD[act.right]:
            continue
        with pytest.raises(NotTheirAct):
            act(about(act, world), by=person(world, who), now=NOW)


@pytest.mark.parametrize("right", Right)
def test_a_right_is_held_by_those_to_whom_it_belongs(world, right):
    row = world.mediation
    held = set()
    for who in EVERYBODY:
        try:
            rights.check(right, row, person(world, who))
        except NotTheirAct:
            continue
        held.add(who)

    assert held == HOLD[right]


def test_among_several_rows_one_of_another_registry_is_enough_to_refuse(world):
    other = Dispute(commission=world.cast.elsewhere)

    with pytest.raises(NotTheirAct):
        rights.check(Right.REGISTRY, [world.mediated, other], person(world, "clerk"))


@pytest.mark.parametrize(
    ("side", "writers"),
    [
        (Side.APPLICANT, {"ngo", "officer"}),
        (Side.RESPONDENT, {"agency", "guest"}),
        (Side.COMMISSION, {"clerk", "substitute"}),
    ],
)
def test_in_the_name_of_a_side_write_those_who_act_for_it(world, side, writers):
    found = set()
    for who in EVERYBODY:
        try:
            rights.check_side(person(world, who), world.mediated, side)
        except NotTheirAct:
            continue
        found.add(who)

    assert found == writers


def _member(world):
    return Membership.objects.get(user=person(world, "reader"))


def _invite(world):
    who = {"by": person(world, "ngo"), "now": NOW}
    return invitations.invite(
        world.cast.ngo, email="baru@latihan.test", role=Role.READER, **who
    )


def _order(world):
    return EditionOrder(hearing=world.published.hearing, of_edition=world.published.edition)


def _letter(world):
    return Correspondence.objects.filter(dispute=world.mediated).first()


def _access(world):
    return world.mediated.participants.get(role="termohon").accesses.get()


def _paper(world):
    Upload.objects.filter(pk=world.upload.pk).update(dispute=world.mediated)
    return world.upload


def _message(side):
    def write(world, **who):
        said = Writing(CorrespondenceKind.MESSAGE, "Pesan")
        correspondence.write(world.mediated, said, sender=side, to=[], **who)

    return write


def _edition(act):
    return lambda world, **who: act(world.published.edition, **who)


# Acts with a check of their own: each is called with what is there, by somebody outside.
TRIED = {
    "access.grant": lambda world, **who: access.grant(
        world.mediated.participants.get(role="termohon"), email="x@latihan.test", **who
    ),
    "access.revoke": lambda world, **who: access.revoke(_access(world), **who),
    "accounts.end_session": lambda world, **who: accounts.end_session(
        UserSession(user=person(world, "ngo")), **who
    ),
    "accounts.remove_factor": lambda world, **who: accounts.remove_factor(
        Authenticator(user=person(world, "ngo")), **who
    ),
    "accounts.change_role": lambda world, **who: accounts.change_role(
        _member(world), role=Role.OWNER, **who
    ),
    "accounts.end_membership": lambda world, **who: accounts.end_membership(
        _member(world), **who
    ),
    "answers.file": lambda world, **who: answers.file(
        world.mediated, answers.Answer("Jawaban"), **who
    ),
    "capture.phases.check_reopening": lambda world, **who: capture.phases.check_reopening(
        world.draft_hearing, who["by"], "alasan"
    ),
    "capture.receiving.reopen": lambda world, **who: capture.reopen(
        world.draft_hearing, reason="alasan", **who
    ),
    "completeness.complete": lambda world, **who: completeness.complete(
        _letter(world), Brought("Ini", ()), house=world.cast.ngo, **who
    ),
    "correspondence.write (P)": _message(Side.APPLICANT),
    "correspondence.write (T)": _message(Side.RESPONDENT),
    "correspondence.write (M)": _message(Side.COMMISSION),
    "desk.note": lambda world, **who: desk.note(world.cast.ngo, world.mediated, "x", **who),
    "desk.assign": lambda world, **who: desk.assign(
        world.cast.ngo, world.mediated, None, **who
    ),
    "invitations.invite": lambda world, **who: invitations.invite(
        world.cast.ngo, email="x@latihan.test", role=Role.OWNER, **who
    ),
    "invitations.revoke": lambda world, **who: invitations.revoke(_invite(world), **who),
    "mediation.outcomes.declare": lambda world, **who: mediation.declare(
        world.mediation, Outcome.DECLARED, Side.APPLICANT, text="Gagal", **who
    ),
    "personal_data.decide": lambda world, **who: personal_data.decide(
        Subject(DataSubject.WRITING, "x", [world.mediated], ()),
        "x",
        Choice.KEEP,
        reason="x",
        **who,
    ),
    "redactions.begin": lambda world, **who: redactions.begin(_paper(world), title="x", **who),
    "summons.serving.acknowledge": lambda world, **who: summons.acknowledge(
        Summons(dispute=world.mediated), Side.RESPONDENT, **who
    ),
    "transcripts.certifying.freeze_to_certify": lambda world, **who: (
        transcripts.freeze_to_certify(world.draft_hearing, reason="x", **who)
    ),
    "transcripts.certifying.sign": _edition(transcripts.sign),
    "transcripts.certifying.approve": _edition(transcripts.approve),
    "transcripts.certifying.check_again": _edition(transcripts.check_again),
    "transcripts.certifying.release": _edition(transcripts.release),
    "transcripts.reissuing.order_edition": lambda world, **who: transcripts.order_edition(
        world.published.edition, None, **who
    ),
    "transcripts.reissuing.correct": lambda world, **who: transcripts.correct(
        _order(world), None, None, **who
    ),
    "transcripts.correcting.proposals.propose": lambda world, **who: correcting.propose(
        UtteranceRevision.objects.filter(utterance__hearing=world.draft_hearing).first(),
        "Lain",
        dispute=world.mediated,
        side=Side.APPLICANT,
        reason="x",
        **who,
    ),
    "transcripts.correcting.proposals.take_back": lambda world, **who: correcting.take_back(
        TurnProposal(dispute=world.mediated, side=Side.APPLICANT),
        dispute=world.mediated,
        side=Side.APPLICANT,
        **who,
    ),
    "withdrawals.write_letter": lambda world, **who: withdrawals.write_letter(
        world.mediated, None, organisation=world.cast.ngo, **who
    ),
    "withdrawals.file": lambda world, **who: withdrawals.file(
        world.mediated, None, organisation=world.cast.ngo, **who
    ),
}
# The refusals that are about who asks.
REFUSALS = {
    *("not_their_side", "not_the_registry", "not_their_act", "not_their_dispute"),
    *("not_their_house", "not_their_case", "not_the_registrar", "not_of_the_panel"),
    *("may_not_reopen",),
}


@pytest.mark.parametrize("name", TRIED)
@pytest.mark.parametrize("who", OUTSIDE)
def test_an_act_that_asks_for_itself_refuses_whoever_is_outside(world, name, who):
    by: User = person(world, who)

    with pytest.raises(CaseError) as refused, transaction.atomic():
        TRIED[name](world, by=by, now=NOW)

    assert refused.value.code in REFUSALS
