"""A panel is appointed, replaced and warned of; each act leaves its seats, paper and letter."""

from __future__ import annotations

from datetime import date

import pytest

from cases.domain.documents import Paper
from cases.domain.errors import ReasonNeeded
from cases.domain.hearings import UnlawfulPanel
from cases.domain.panels import (
    ConflictGround,
    MediatorOnPanel,
    NotACandidate,
    Officer,
    PanelStands,
    SeatEnded,
    WrongSeatDay,
)
from cases.domain.stages import Stage, UnlawfulMove
from cases.models import (
    Correspondence,
    DocketEntry,
    Document,
    JournalEntry,
    Notice,
    PanelMember,
    PublicDispute,
)
from cases.queries import disputes, papers
from cases.queries import panels as queries
from cases.services import drafts, panels, parties, publication
from tests import filed
from tests.bench import TODAY, WHO, another, appoint, open_registry
from tests.standing import standing

pytestmark = pytest.mark.django_db


built, held = standing(open_registry)


def names(held):
    return [(one.seat, one.person.name) for one in queries.of(held.dispute).present]


def test_a_panel_is_seats_a_stage_a_paper_a_letter_and_a_line(held):
    paper = appoint(held, mediator=3)

    assert names(held) == [
        ("ketua_majelis", "Arya Sandhi"),
        ("anggota_majelis", "Rospita Paulyn"),
        ("anggota_majelis", "Handoko Agung"),
        ("mediator", "Gede Narayana"),
        ("panitera_pengganti", "Bu Ratna"),
    ]
    assert held.dispute.stage == Stage.PANEL_APPOINTED
    assert (paper.kind, paper.file) == (Paper.PANEL_APPOINTMENT, "")
    letter = Correspondence.objects.get(paper=paper)
    assert (letter.for_applicant, letter.for_respondent) == (True, True)
    told = {notice.user for notice in Notice.objects.filter(kind="letter")}
    assert {held.room.applicant, held.room.agency} <= told
    line = DocketEntry.objects.get(kind="penetapan_majelis")
    assert (
        line.text
        == "Majelis Komisioner ditetapkan: Arya Sandhi, Rospita Paulyn, dan Handoko Agung"
    )


def test_the_paper_names_every_officer(held):
    paper = papers.panel_appointment(appoint(held, mediator=3))

    assert paper.register_number == "011/III/KIP-PSI/2024"
    assert [name for _title, name in paper.officers][-2:] == ["Gede Narayana", "Bu Ratna"]
    assert paper.head.made_on == TODAY


@pytest.mark.parametrize("members", [(), (1,), (1, 2, 3), (0, 1)])
def test_a_panel_is_odd_at_least_three_and_nobody_sits_twice(held, members):
    with pytest.raises(UnlawfulPanel):  # UU 14/2008 Pasal 43 ayat (1)
        appoint(held, members=members)
    assert not PanelMember.objects.exists()
    assert held.dispute.stage == Stage.REGISTERED


def test_the_mediator_does_not_judge(held):
    with pytest.raises(MediatorOnPanel):
        appoint(held, mediator=2)


def test_a_panel_is_appointed_once_and_after_registration(held):
    appoint(held)
    with pytest.raises(PanelStands):
        appoint(held)


def test_nobody_is_seated_before_registration_or_from_elsewhere_or_tomorrow(held):
    draft = drafts.start(held.room.house, **WHO)
    dispute = drafts.file(draft, filed.APPLICATION, **WHO)
    with pytest.raises(UnlawfulMove):
        appoint(held, dispute=dispute)
    foreign = parties.add_person("Orang Lain", **WHO)
    wanted = panels.Appointment(foreign, held.judges[:2], TODAY)
    with pytest.raises(NotACandidate):
        panels.appoint(held.dispute, wanted, **held.who)
    wanted = panels.Appointment(held.judges[0], held.judges[1:3], date(2024, 3, 19))
    with pytest.raises(WrongSeatDay):
        panels.appoint(held.dispute, wanted, **held.who)


def test_a_replacement_ends_one_seat_with_day_and_reason_and_gives_it_on(held):
    appoint(held)
    member = queries.of(held.dispute).members[0]
    new = panels.replace(
        member,
        ended_on=TODAY,
        reason="Saudara kandung pemohon",
        successor=held.judges[3],
        **held.who,
    )

    member.refresh_from_db()
    assert (member.ends_on, member.reason) == (TODAY, "Saudara kandung pemohon")
    assert (new.seat, new.starts_on) == ("anggota_majelis", TODAY)
    assert [one.person.name for one in queries.of(held.dispute).former] == ["Rospita Paulyn"]
    assert Document.objects.filter(kind=Paper.PANEL_APPOINTMENT).count() == 2
    with pytest.raises(SeatEnded):
        panels.replace(member, ended_on=TODAY, reason="x", successor=None, **held.who)


def test_why_somebody_left_is_read_by_the_registry_alone(held):
    appoint(held)
    publication.release_all([held.dispute], **WHO)
    member = queries.of(held.dispute).members[0]
    panels.replace(
        member, ended_on=TODAY, reason="SAUDARAKANDUNG", successor=held.judges[3], **held.who
    )

    assert "SAUDARAKANDUNG" not in str(PublicDispute.objects.get().body)
    assert not Correspondence.objects.filter(text__contains="SAUDARAKANDUNG").exists()
    assert not DocketEntry.objects.filter(text__contains="SAUDARAKANDUNG").exists()
    told = JournalEntry.objects.filter(act="panel_seat_ended").get().payload
    assert "SAUDARAKANDUNG" not in str(told)


def test_an_empty_seat_is_said_and_filled_later(held):
    appoint(held)
    standing = queries.of(held.dispute)
    panels.replace(standing.chair, ended_on=TODAY, reason="Cuti", successor=None, **held.who)
    assert queries.of(held.dispute).chair is None
    panels.fill(held.dispute, Officer.CHAIR, held.judges[4], on=TODAY, **held.who)
    assert queries.of(held.dispute).chair.person == held.judges[4]
    with pytest.raises(PanelStands):
        panels.fill(held.dispute, Officer.CHAIR, held.judges[3], on=TODAY, **held.who)
    with pytest.raises(MediatorOnPanel):
        panels.fill(held.dispute, Officer.MEDIATOR, held.judges[1], on=TODAY, **held.who)


def test_a_replacement_says_why_and_ends_no_seat_before_it_began(held):
    appoint(held)
    member = queries.of(held.dispute).members[0]
    with pytest.raises(ReasonNeeded):
        panels.replace(member, ended_on=TODAY, reason=" ", successor=None, **held.who)
    with pytest.raises(WrongSeatDay):
        panels.replace(
            member, ended_on=date(2024, 3, 17), reason="x", successor=None, **held.who
        )


def test_who_was_replaced_sees_the_dispute_no_more(held):
    user = held.room.commissioner
    user.person = held.judges[1]
    user.save(update_fields=["person"])
    appoint(held)
    assert held.dispute in disputes.visible_to(user)
    member = queries.of(held.dispute).members[0]
    panels.replace(member, ended_on=TODAY, reason="x", successor=held.judges[3], **held.who)
    assert held.dispute not in disputes.visible_to(user)


def test_the_load_counts_open_disputes_only(held):
    appoint(held)
    second = another(held)
    appoint(held, dispute=second, chair=1, members=(0, 3))
    loads = queries.loads_of(held.judges)
    assert [loads.get(one.pk, 0) for one in held.judges] == [2, 2, 1, 1, 0]
    second.refresh_from_db()
    second.stage = Stage.WITHDRAWN
    second.save(update_fields=["stage"])
    loads = queries.loads_of(held.judges)
    assert [loads.get(one.pk, 0) for one in held.judges] == [1, 1, 1, 0, 0]


def test_a_conflict_that_is_declared_or_stands_in_the_record_warns_and_blocks_nothing(held):
    judge, other = held.judges[0], held.judges[1]
    parties.affiliate(
        judge,
        held.room.body,
        title="Kepala Biro",
        starts_on=date(2015, 1, 1),
        ends_on=date(2019, 12, 31),
        **WHO,
    )
    panels.declare_conflict(
        held.dispute,
        other,
        ground=ConflictGround.FAMILY,
        reason="Ipar ketua yayasan",
        declared_on=TODAY,
        **held.who,
    )

    found = queries.conflicts(held.dispute, held.judges)

    assert set(found) == {judge.pk, other.pk}
    (earlier,) = found[judge.pk]
    assert earlier.text == "Pernah di Badan Darma"
    assert earlier.rests_on == "Kepala Biro, 1 Januari 2015 sampai 31 Desember 2019"
    (said,) = found[other.pk]
    assert said.text == "Hubungan keluarga: Ipar ketua yayasan"
    appoint(held)
    noted = JournalEntry.objects.get(act="seated_despite_warning").payload
    assert noted["people"] == [judge.slug, other.slug]
    assert "Ipar" not in str(list(JournalEntry.objects.values_list("payload", flat=True)))
