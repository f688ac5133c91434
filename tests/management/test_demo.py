"""The demonstration: what the sources say, through the services, and nothing else."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib import resources
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from cases.domain.admissions import LegalEffect
from cases.domain.rulings import Fate
from cases.domain.stages import Stage
from cases.domain.transcripts import EditionKind, Rendering
from cases.models import (
    Assertion,
    Commission,
    Deadline,
    Decision,
    Dispute,
    Edition,
    Hearing,
    Job,
    JournalEntry,
    PublicStatement,
    RegisterNumber,
    Source,
    User,
    Utterance,
)
from cases.queries import panels
from cases.services import journal
from tests import demo_record

pytestmark = pytest.mark.django_db
REGISTERS = ["001/KIP-PSIP/II/2024", "002/KIP-PSIP/II/2024", "003/KIP-PSIP/II/2024"]


def seed(name):
    folder = resources.files("cases.management.demo.data")
    return tomllib.loads(folder.joinpath(name).read_text("utf-8"))


@pytest.fixture
def family(db):
    demo_record.put()
    return {
        number.raw: number.dispute
        for number in RegisterNumber.objects.filter(raw__in=REGISTERS, kind="register")
    }


def models():
    return apps.get_app_config("cases").get_models()


def counts():
    return {model.__name__: model.objects.count() for model in models()}


def strings(value):
    """Every text in a row, also those within its lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in strings(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in strings(one))


def test_loading_again_adds_nothing(family):
    before = counts()
    out = StringIO()

    call_command("demo", "--force", stdout=out)

    assert counts() == before
    assert "0 sengketa baru, 50 seluruhnya" in out.getvalue()


def test_it_is_not_loaded_over_a_commission_at_work_unless_forced(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="--force"):
        call_command("demo")

    assert not Dispute.objects.exists()


def test_there_are_three_registers_and_forty_seven_other_disputes(family):
    assert sorted(family) == REGISTERS
    assert (
        Dispute.objects.count() == len(REGISTERS) + len(seed("other-cases.toml")["case"]) == 50
    )


def test_five_hearings_served_the_registers_and_one_hearing_is_one_row(family):
    days = [
        date(2024, 3, 5),
        date(2024, 3, 13),
        date(2024, 3, 18),
        date(2024, 3, 27),
        date(2024, 4, 3),
    ]
    second = family[REGISTERS[1]]

    assert list(second.hearings.order_by("held_on").values_list("held_on", flat=True)) == days
    assert Hearing.objects.filter(disputes=second).distinct().count() == 5
    joint = Hearing.objects.get(held_on=date(2024, 3, 13), disputes=second)
    assert set(joint.disputes.all()) == set(family.values())


def test_both_exchanges_of_the_thirteenth_of_march_stand_question_by_answer(family):
    turns = Utterance.objects.filter(
        hearing__held_on=date(2024, 3, 13), hearing__disputes=family[REGISTERS[1]]
    )

    said = {
        answer.replies_to.revisions.get().text: (answer.speaker, answer.revisions.get().text)
        for answer in turns.exclude(replies_to=None)
    }
    assert said["Pengadaan cloud Sirekap KPU bekerja sama dengan Alibaba?"] == (
        "Luqman Hakim",
        "Iya",
    )
    assert said["Ini berkaitan dengan pengadaan apa sih sebenarnya?"] == (
        "Luqman Hakim",
        "Cloud Sirekap",
    )
    assert said["Jadi benar KPU memiliki kerja sama dengan Alibaba Cloud?"] == (
        "Luqman Hakim",
        "Benar, majelis",
    )


def test_four_admissions_bind_the_respondent_and_each_was_read_by_a_second_person(family):
    admitted = Assertion.objects.filter(legal_effect=LegalEffect.ADMISSION)

    assert set(admitted.values_list("proposition__code", flat=True)) == {
        "P-1",
        "P-2",
        "P-3",
        "P-4",
    }
    assert {one.participant.public_body.short for one in admitted} == {"KPU"}
    assert all(one.reviewed_by and one.reviewed_by != one.written_by for one in admitted)
    alibaba = admitted.filter(proposition__code="P-1").first().proposition
    assert sorted(item.label for item in alibaba.items.all()) == ["002-f", "002-g", "002-h"]


def test_statements_outside_the_hearing_have_no_effect_in_law_and_name_their_sources(family):
    outside = PublicStatement.objects.filter(disputes=family[REGISTERS[1]])

    assert outside.filter(said_on=date(2024, 3, 15)).count() == 5
    assert all(statement.sources for statement in outside)
    assert (
        not Assertion.objects.exclude(legal_effect=LegalEffect.NONE)
        .exclude(public_statement=None)
        .exists()
    )


def test_the_decisions_of_the_third_of_april_give_each_item_its_fate(family):
    decided = Decision.objects.filter(
        pronounced_on=date(2024, 4, 3), dispute__in=family.values()
    )

    assert sorted(one.number.raw for one in decided) == [
        "001/KIP-PSIP-A/II/2024", "002/KIP-PSIP-A/II/2024", "003/KIP-PSIP-A/II/2024",
    ]  # fmt: skip
    fates = {item.label: item.fate for item in family[REGISTERS[1]].items.all()}
    assert (fates["002-a"], fates["002-e"], fates["002-h"]) == (
        "partly_open",
        "unknown",
        "open",
    )


def test_every_fact_of_the_family_keeps_its_sources_and_how_sure_it_is(family):
    known = set(Source.objects.values_list("key", flat=True))

    for model in models():
        if {"sources", "confidence"} <= {field.name for field in model._meta.get_fields()}:
            for row in model.objects.exclude(sources=[]):
                assert set(row.sources) <= known
                assert row.confidence in {"high", "medium", "low", ""}


def test_no_transcript_claims_to_be_official_and_every_quotation_has_a_source(family):
    assert set(Edition.objects.values_list("kind", flat=True)) == {EditionKind.RECONSTRUCTION}
    quoted = Utterance.objects.filter(rendering=Rendering.QUOTED)
    assert quoted.exists()
    assert all(turn.revisions.get().sources for turn in quoted)


def test_quotations_are_those_of_the_sources_word_by_word(family):
    printed = {row["id"]: row["text_id"] for row in seed("yakin-v-kpu.toml")["statement"]}

    for turn in Utterance.objects.filter(rendering=Rendering.QUOTED):
        assert turn.revisions.get().text.replace(" [sic]", "") == printed[turn.key]


def test_what_nobody_reported_is_unknown_and_not_empty_by_oversight(family):
    second = family[REGISTERS[1]]

    assert second.registered_on is None
    assert second.unknowns.count() == len(seed("yakin-v-kpu.toml")["unknown"])
    assert second.discrepancies.count() == len(seed("yakin-v-kpu.toml")["conflict"])


def test_no_trace_of_how_the_data_were_kept_is_left_in_what_people_read(family):
    marks = ("[[", "artikel benih", "seed article", "x1 dan x2")

    for model in models():
        for row in model.objects.values():
            told = " ".join(strings(row))
            assert not [mark for mark in marks if mark in told], (model.__name__, row)


def test_the_accounts_of_the_contract_can_sign_in_and_hold_their_roles(family):
    roles = {
        user.email: [one.role for one in user.memberships.all()]
        for user in User.objects.prefetch_related("memberships")
    }

    assert {email for email in roles if email.endswith("@demo.test")} == {
        "ngo@demo.test", "ngo2@demo.test", "agency@demo.test", "clerk@demo.test",
        "substitute@demo.test", "chair@demo.test", "admin@demo.test",
    }  # fmt: skip
    assert all(user.check_password("sidang-terbuka") for user in User.objects.all())
    assert (roles["clerk@demo.test"], roles["agency@demo.test"]) == (["registrar"], ["agency"])


@pytest.mark.usefixtures("family")
def test_the_commission_has_enough_commissioners_for_a_panel():
    """UU 14/2008 Pasal 43 ayat (1): at least three; the clerk appoints from these."""
    commission = Commission.objects.get(code="kip")
    named = panels.commissioners(commission, date(2026, 11, 26)).values_list("name", flat=True)
    assert len(set(named)) >= 3
    assert "Syawaludin" in named


def test_the_papers_are_on_order_and_the_journal_is_whole(family):
    kinds = sorted(Job.objects.values_list("kind", flat=True).distinct())

    assert kinds == ["render_application", "render_deed", "render_transcript"]
    assert journal.verify() == ()
    assert JournalEntry.objects.filter(act="transcript_published").count() == 5


def test_made_up_disputes_for_load_come_with_hearings_and_transcripts(family):
    before = (Dispute.objects.count(), Hearing.objects.count(), Edition.objects.count())

    call_command("demo", "--force", "--scale", "2", stdout=StringIO())

    after = (Dispute.objects.count(), Hearing.objects.count(), Edition.objects.count())
    assert [new - old for old, new in zip(before, after, strict=True)] == [2, 2, 2]


def test_no_clock_is_said_to_run_where_the_end_of_a_dispute_is_not_reported(family):
    """A clock runs only in the disputes of which a source says that they go on."""
    running = Deadline.objects.filter(met_on=None, is_unreported=False)

    assert not running.exists()


def test_a_dispute_whose_decision_has_a_number_was_decided(family):
    """027/I/KIP-PS-A-M-A/2014: only the opening of the decision was read."""
    dispute = RegisterNumber.objects.get(raw="027/I/KIP-PS/2014").dispute

    assert dispute.stage == Stage.DECISION_PRONOUNCED
    assert dispute.items.get().fate == Fate.UNKNOWN
