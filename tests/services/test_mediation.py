"""A mediation from its beginning to its decision, its clocks, refusals, and who sees what."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from cases.domain import mediation as rules
from cases.domain.accounts import Role
from cases.domain.deadlines import NotExtendable
from cases.domain.errors import ReasonNeeded
from cases.domain.hearings import (
    CaucusSide,
    HearingNotSet,
    HearingState,
    MediationIsClosed,
    MediatorNeeded,
    Presence,
)
from cases.domain.mediation import FileKind, Outcome
from cases.domain.notices import Side
from cases.domain.panels import Officer
from cases.domain.sittings import PanelChanged, SlotRefused
from cases.domain.stages import Stage
from cases.domain.transcripts import Rendering, UtteranceKind
from cases.models import (
    Booking,
    Correspondence,
    Deadline,
    DocketEntry,
    Document,
    InformationItem,
    JournalEntry,
    Mediation,
    MediationNote,
    Notice,
    ObjectionGround,
    PanelSeat,
    PublicDispute,
    PublicHearing,
    RegisterNumber,
)
from cases.queries import documents
from cases.queries import mediation as queries
from cases.queries import panels as seats
from cases.queries import uploads as files
from cases.services import (
    accounts,
    deadlines,
    mediation,
    panels,
    publication,
    releases,
    sittings,
    transcripts,
    uploads,
)
from cases.services.mediation import Reading
from cases.services.transcripts import Spoken
from tests import foreign_files
from tests.bench import NOW, TODAY, WHO, another, appoint, hall, wanted
from tests.mediating import (
    CAME,
    MET,
    MET_ON,
    agreed,
    begin,
    met,
    open_mediating,
    plan,
    release,
    session,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db
READ_ON = date(2024, 4, 1)
READ = datetime(2024, 4, 1, 5, 0, tzinfo=UTC)
AFTER = datetime(2024, 4, 19, 5, 0, tzinfo=UTC)  # the day after the last one


built, case = standing(open_mediating)


def clock(case, rule):
    return Deadline.objects.get(dispute=case.dispute, rule=rule, superseded_by=None)


def exempt(item):
    """Object to an item as exempt (ground a)."""
    old = ObjectionGround.objects.filter(item=item).first()
    ObjectionGround.objects.create(objection=old.objection, item=item, letter="a")


def brought(case, user=None, house=None):
    room = case.held.room
    content = foreign_files.pdf()
    return uploads.begin(
        house or room.commission, uploaded_by=user or case.held.clerk, name="sepakat.pdf",
        size=len(content), dispute=None, now=NOW,
    )  # fmt: skip


def reading(case, on=READ_ON):
    """An open hearing of the panel in which the decision is read, released."""
    slot = wanted(13, 15, on=on)
    asked = sittings.Wanted(
        "pembacaan_putusan_mediasi", on, slot.starts, slot.ends, place="Ruang 1",
        confirmed=["summons_short"],
    )  # fmt: skip
    hearing = sittings.draft([case.dispute], asked, **case.by(MET))
    release(case, MET)
    return hearing


# --- Beginning --------------------------------------------------------------------------------


def test_a_mediation_begins_with_its_items_its_stage_and_the_clock_of_the_first_session(case):
    row = begin(case)
    assert case.dispute.stage == Stage.MEDIATION
    assert [one.label for one in row.items.order_by("no")] == ["a", "b"]
    # Monday 18 March; 19, 20, 21 March: three working days (Perki 1/2013 Pasal 38 ayat (4)).
    assert clock(case, "umum_mediation_start").due_on == date(2024, 3, 21)
    moved = JournalEntry.objects.filter(act="stage_moved").latest("seq").payload
    assert moved["implied"] == ["summoned", "preliminary_examination"]
    told = Correspondence.objects.latest("pk")
    assert told.for_applicant
    assert told.for_respondent
    assert "21 Maret 2024" in told.text


def test_an_item_refused_as_exempt_is_not_mediated(case):
    first, second = case.items
    exempt(first)
    with pytest.raises(rules.NotMediable, match="Butir a"):
        begin(case)
    assert [one.label for one in begin(case, [second]).items.all()] == ["b"]


def test_a_mediation_needs_a_mediator_and_comes_one_at_a_time(case):
    seat = seats.of(case.dispute).mediator
    gone = {"ended_on": TODAY, "reason": "berhalangan", "successor": None}
    panels.replace(seat, **gone, **case.by())
    with pytest.raises(MediatorNeeded):
        begin(case)
    panels.fill(case.dispute, Officer.MEDIATOR, case.held.judges[3], on=TODAY, **case.by())
    begin(case)
    with pytest.raises(rules.NotTheTime):
        begin(case)


def test_before_a_panel_there_is_no_mediation(case):
    second, items = another(case.held), []
    with pytest.raises(rules.NotTheTime):
        mediation.begin(second, items, adjourned_on=TODAY, **case.held.who)


def test_the_election_track_counts_nothing_because_no_figure_is_known(case):
    row = begin(case)
    type(row.dispute).objects.filter(pk=row.dispute_id).update(regime="pemilu")
    Deadline.objects.all().delete()
    mediation.meet(case.again(), session(case), CAME, **case.by(MET))
    assert not Deadline.objects.filter(rule__contains="mediation").exists()
    with pytest.raises(rules.ExtendedAlready):
        mediation.extend(case.again(), reason="perlu", **case.by(MET))


# --- Sessions ---------------------------------------------------------------------------------


def test_a_session_takes_mediator_assistant_registrar_and_room_and_not_the_panel(case):
    begin(case)
    room = hall(case.held)
    hearing = plan(case, registrar=case.held.keeper, room=room)
    taken = Booking.objects.filter(hearing=hearing, released_at=None)
    names = {row.person.name if row.person else row.room.name for row in taken}
    assert names == {"Gede Narayana", "Samrotunnajah", "Bu Ratna", "Ruang Utama"}
    found = PanelSeat.objects.filter(hearing=hearing).values_list("seat", flat=True)
    assert list(found) == ["mediator", "mediator_pembantu"]
    sittings.draft([case.dispute], wanted(on=MET_ON, confirmed=["summons_short"]), **case.by())


def test_a_session_without_mediator_or_of_a_busy_one_is_refused_with_its_reason(case):
    begin(case)
    plan(case)
    with pytest.raises(SlotRefused, match="Gede Narayana sudah bersidang"):
        plan(case, hours=(10, 12))
    seat = seats.of(case.dispute).mediator
    gone = {"ended_on": TODAY, "reason": "berhalangan", "successor": None}
    panels.replace(seat, **gone, **case.by())
    with pytest.raises(SlotRefused, match="Mediator sengketa ini belum ditetapkan"):
        plan(case, hours=(13, 15))


def test_the_summons_is_not_counted_for_a_session_that_may_follow_on_the_same_day(case):
    begin(case)
    assert plan(case, on=TODAY, hours=(13, 15)).held_on == TODAY  # Pasal 38 ayat (3)


def test_a_session_is_never_open_and_a_caucus_has_one_side(case):
    begin(case)
    with pytest.raises(MediationIsClosed):
        plan(case, is_public=True)
    with pytest.raises(CaucusSide):
        plan(case, "kaukus")
    assert plan(case, "kaukus", caucus_with="pemohon").caucus_with == "pemohon"


def test_a_session_is_released_by_the_mediator_and_not_by_the_panel(case):
    begin(case)
    hearing = plan(case)
    judge = seats.of(case.dispute).members[1]
    panels.replace(
        judge, ended_on=TODAY, reason="sakit", successor=None, **case.by()
    )  # the panel is incomplete; the mediation goes on
    release(case)
    hearing.refresh_from_db()
    assert hearing.state == HearingState.SET
    other = plan(case, hours=(13, 15))
    seat = seats.of(case.dispute).assistant
    panels.replace(seat, ended_on=TODAY, reason="pindah", successor=None, **case.by())
    with pytest.raises(PanelChanged, match="mediator"):
        releases.release(case.held.room.commission, [other], **case.by())


def test_a_moved_session_and_a_dropped_draft_keep_their_people(case):
    begin(case)
    old = session(case)
    asked = sittings.Wanted(
        "mediasi", MET_ON, *(wanted(13, 15).starts, wanted(13, 15).ends), place="R",
        is_public=False,
    )  # fmt: skip
    new = sittings.move(old, asked, **case.by())
    sittings.drop(new, **case.by())
    assert old.bookings.filter(released_at=None).count() == 2


def test_nobody_outside_hears_of_a_session_and_of_a_caucus_only_its_side(case):
    begin(case)
    publication.release_all([case.dispute], **WHO)
    hearing = session(case)
    assert not PublicHearing.objects.exists()
    assert not DocketEntry.objects.filter(hearing=hearing).exists()
    assert Notice.objects.filter(event__contains=hearing.code).count() == 4
    caucus = session(
        case, "kaukus", hours=(13, 14), caucus_with="pemohon", link="https://x.y/1"
    )
    told = Notice.objects.filter(event__contains=caucus.code)
    assert {one.user.email for one in told} == {"lestari@kip.test", "pembaca@kip.test"}
    assert not DocketEntry.objects.filter(hearing=caucus).exists()
    assert not Correspondence.objects.filter(text__contains="https://x.y/1").exists()
    assert not PublicHearing.objects.exists()


def test_a_cancelled_caucus_is_told_to_its_side_alone_and_in_no_letter(case):
    begin(case)
    caucus = session(case, "kaukus", caucus_with="termohon")
    letters = Correspondence.objects.count()
    sittings.drop(caucus, reason="Mediator sakit", **case.by())
    release(case)
    told = Notice.objects.filter(event=f"hearing:{caucus.code}:cancelled")
    assert {one.user.email for one in told} == {"darma@kip.test", "ppid@darma.test"}
    assert "/mediasi/" in told[0].payload["address"]
    assert Correspondence.objects.count() == letters
    assert "Mediator sakit" not in str(list(told.values_list("payload", flat=True)))


def test_the_first_session_meets_one_clock_and_starts_the_other(case):
    met(case)
    assert clock(case, "umum_mediation_start").met_on == MET_ON
    length = clock(case, "umum_mediation_length")
    # See the domain: 14 working days around Good Friday and Lebaran, and the other reading.
    assert (length.due_on, length.due_on_other_reading) == (
        date(2024, 4, 18), date(2024, 4, 12),
    )  # fmt: skip
    second = session(case, on=date(2024, 3, 21))
    at = datetime(2024, 3, 21, 5, 0, tzinfo=UTC)
    mediation.meet(case.again(), second, CAME, **case.by(at))
    assert Deadline.objects.filter(rule="umum_mediation_length").count() == 1


def test_what_is_noted_as_met_was_released_and_has_come(case):
    row = begin(case)
    ahead = session(case)
    with pytest.raises(HearingNotSet):
        mediation.meet(row, ahead, CAME, **case.by(NOW))
    drafted = plan(case, hours=(13, 15))
    with pytest.raises(HearingNotSet):
        mediation.meet(row, drafted, CAME, **case.by(MET))
    panel_s = sittings.draft(
        [case.dispute], wanted(on=MET_ON, confirmed=["summons_short"]), **case.by()
    )
    with pytest.raises(rules.NotAMeeting):
        mediation.meet(row, panel_s, CAME, **case.by(MET))


def test_a_caucus_starts_no_clock(case):
    row = begin(case)
    caucus = session(case, "kaukus", caucus_with="pemohon")
    mediation.meet(row, caucus, {Side.APPLICANT: Presence.PRESENT}, **case.by(MET))
    assert not Deadline.objects.filter(rule="umum_mediation_length").exists()


def test_no_word_of_a_session_is_written_down(case):
    begin(case)
    hearing = session(case)
    said = Spoken(UtteranceKind.SPEECH, Rendering.QUOTED, "Kami bersedia.", speaker="Sari")
    with pytest.raises(MediationIsClosed):
        transcripts.capture(hearing, said, **WHO)


# --- Time -------------------------------------------------------------------------------------


def test_the_time_is_lengthened_once_with_its_reason_and_a_new_count(case):
    row = met(case)
    with pytest.raises(ReasonNeeded):
        mediation.extend(row, reason=" ", **case.by(MET))
    mediation.extend(row, reason="Salinan sedang dicari", **case.by(MET))
    longer = clock(case, "umum_mediation_length")
    assert longer.is_extended
    assert longer.due_on == date(2024, 4, 29)
    assert longer.due_on_other_reading == date(2024, 4, 23)
    assert longer.triggered_on == MET_ON
    with pytest.raises(rules.ExtendedAlready):
        mediation.extend(case.again(), reason="lagi", **case.by(MET))
    with pytest.raises(NotExtendable):
        deadlines.extend(longer, **WHO)
    assert deadlines.recount_running(**WHO) == ()  # the longer count stands
    assert "Salinan sedang dicari" not in Correspondence.objects.latest("pk").text


def test_nothing_is_lengthened_before_it_runs(case):
    row = begin(case)
    with pytest.raises(rules.ExtendedAlready):
        mediation.extend(row, reason="perlu", **case.by())


# --- Notes and agreement ----------------------------------------------------------------------


def test_notes_and_texts_only_grow_and_the_journal_holds_their_prints_alone(case):
    row = met(case)
    mediation.note(row, "KENARICATATAN", **case.by(MET, case.mediator))
    first = mediation.draft_agreement(row, "KENARINASKAH satu", **case.by(MET, case.mediator))
    second = mediation.draft_agreement(row, "KENARINASKAH dua", **case.by(MET, case.mediator))
    assert (first.no, second.no) == (1, 2)
    told = str(list(JournalEntry.objects.values_list("payload", flat=True)))
    assert "KENARI" not in told
    for rows in (MediationNote.objects.all(), row.agreements.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(text="lain")
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    with pytest.raises(ReasonNeeded):
        mediation.note(row, " ", **case.by(MET, case.mediator))


def test_an_agreement_needs_its_text_and_ends_the_mediation_with_one_public_word(case):
    publication.release_all([case.dispute], **WHO)
    row = met(case)
    with pytest.raises(rules.AgreementNeeded):
        mediation.agree(row, case.items, **case.by(MET))
    mediation.draft_agreement(row, "KENARISEPAKAT", **case.by(MET, case.mediator))
    mediation.agree(row, case.items, **case.by(MET))
    row = case.again()
    assert (row.outcome, row.ended_on) == (Outcome.AGREED, MET_ON)
    assert case.dispute.stage == Stage.MEDIATION_AGREED
    assert clock(case, "umum_mediation_length").met_on == MET_ON
    papers = Document.objects.filter(mediation=row)
    assert {one.kind for one in papers} == {"kesepakatan_mediasi"}
    assert papers.count() == 2  # PDF and DOCX
    assert not Document.objects.filter(dispute=case.dispute, kind="kesepakatan_mediasi")
    shown = str(PublicDispute.objects.get().body)
    assert "Mediasi: sepakat" in shown
    assert "KENARISEPAKAT" not in shown
    with pytest.raises(rules.MediationOver):
        mediation.agree(row, case.items, **case.by(MET))


def test_the_public_sees_no_clock_of_a_mediation(case):
    publication.release_all([case.dispute], **WHO)
    met(case)
    shown = str(PublicDispute.objects.get().body)
    assert "umum_mediation" not in shown
    assert "umum_complete_settlement" in shown


# --- Failure ----------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", rules.BY_A_PARTY)
def test_a_party_ends_it_in_writing_and_the_dispute_goes_on_to_adjudication(case, outcome):
    publication.release_all([case.dispute], **WHO)
    row = met(case)
    by = case.by(MET, case.held.room.agency)
    with pytest.raises(rules.WrittenFailureNeeded):
        mediation.declare(row, outcome, Side.RESPONDENT, text="", **by)
    mediation.declare(row, outcome, Side.RESPONDENT, text="KENARIGAGAL", **by)
    assert case.dispute.stage == Stage.ADJUDICATION
    row = case.again()
    assert row.outcome == outcome
    assert row.declaration.side == "termohon"
    kinds = set(Document.objects.filter(mediation=row).values_list("kind", flat=True))
    assert kinds == {"pernyataan_mediasi_gagal"}
    shown = str(PublicDispute.objects.get().body)
    assert "Mediasi: gagal" in shown
    for hidden in ("KENARIGAGAL", "Pasal 42", "menarik diri", "menyatakan"):
        assert hidden not in shown
    assert "KENARIGAGAL" not in str(list(Correspondence.objects.values_list("text")))


def test_time_that_has_run_out_is_noted_by_hand_and_before_that_only_when_confirmed(case):
    row = met(case)
    with pytest.raises(rules.OutcomeDoubtful) as refused:
        mediation.fail(row, Outcome.TIME_OUT, **case.by(MET))
    assert [one.value for one in refused.value.doubts] == ["time_left"]
    found = queries.standing(case.again())
    assert found.last_day == date(2024, 4, 18)
    mediation.fail(row, Outcome.TIME_OUT, **case.by(AFTER))
    assert case.dispute.stage == Stage.ADJUDICATION
    assert not JournalEntry.objects.filter(act="mediation_doubt_confirmed").exists()


def test_a_respondent_who_stayed_away_twice_is_counted_and_once_is_a_doubt(case):
    away = {Side.APPLICANT: Presence.PRESENT, Side.RESPONDENT: Presence.ABSENT}
    row = met(case, away)
    with pytest.raises(rules.OutcomeDoubtful):
        mediation.fail(row, Outcome.ABSENT, **case.by(MET))
    again = session(case, on=date(2024, 3, 21))
    at = datetime(2024, 3, 21, 5, 0, tzinfo=UTC)
    mediation.meet(row, again, away, **case.by(at))
    assert queries.standing(case.again()).absences == 2
    mediation.fail(row, Outcome.ABSENT, **case.by(at))
    assert case.again().outcome == Outcome.ABSENT


def test_a_doubt_that_was_weighed_is_kept_in_the_journal(case):
    row = met(case)
    mediation.fail(row, Outcome.TIME_OUT, confirmed=["time_left"], **case.by(MET))
    told = JournalEntry.objects.get(act="mediation_doubt_confirmed").payload
    assert told["doubts"] == ["time_left"]


def test_the_registry_fails_nothing_that_a_party_declares(case):
    row = met(case)
    with pytest.raises(rules.NotAnOutcome):
        mediation.fail(row, Outcome.DECLARED, **case.by(MET))
    agency = case.by(MET, case.held.room.agency)
    with pytest.raises(rules.NotAnOutcome):
        mediation.declare(row, Outcome.TIME_OUT, Side.RESPONDENT, text="x", **agency)


def test_after_a_failure_items_can_be_mediated_again(case):
    row = met(case)
    mediation.fail(row, Outcome.TIME_OUT, confirmed=["time_left"], **case.by(MET))
    second = begin(case, on=MET_ON, now=MET)
    assert second.pk != row.pk
    assert case.dispute.stage == Stage.MEDIATION  # adjudication adjourned for it


# --- Files ------------------------------------------------------------------------------------


def test_a_file_of_a_mediation_serves_nowhere_else(case):
    row = met(case)
    upload = brought(case)
    mediation.take(row, [upload], FileKind.AGREEMENT, MET)
    mediation.take(row, [upload], FileKind.AGREEMENT, MET)  # a second post of the same form
    for act in (
        lambda: uploads.tender(
            upload, dispute=case.dispute, side="P", kind="alat_bukti", **WHO
        ),
        lambda: uploads.bring_into(upload, case.dispute),
    ):
        with pytest.raises(rules.Confidential) as refused, transaction.atomic():
            act()
        assert str(refused.value.article) == "Perki 1/2013 Pasal 50"


def test_what_serves_elsewhere_does_not_enter_a_mediation(case):
    row = met(case)
    room = case.held.room
    upload = brought(case, room.applicant, room.house)
    uploads.tender(upload, dispute=case.dispute, side="P", kind="alat_bukti", **WHO)
    upload.refresh_from_db()
    with pytest.raises(rules.Confidential):
        mediation.take(row, [upload], FileKind.FAILURE, MET)


# --- The decision -----------------------------------------------------------------------------


def test_an_agreement_on_everything_is_a_decision_final_at_once(case):
    row = agreed(case)
    hearing = reading(case)
    told = Reading("011/PTSN-M/2024", ["Menghukum para pihak menaati kesepakatan."])
    decision = mediation.decide(row, hearing, told, **case.by(READ))
    assert (decision.kind, decision.pronounced_on) == ("putusan_mediasi", READ_ON)
    assert RegisterNumber.objects.get(kind="decision").raw == "011/PTSN-M/2024"
    assert case.dispute.stage == Stage.FINAL_BINDING  # UU 14/2008 Pasal 39
    assert case.dispute.disposition == "putusan_mediasi"
    assert {one.fate for one in case.items} == {"mediated"}
    # 1 April; 2, 3, 4 April (Perki 1/2013 Pasal 59 ayat (4)).
    assert clock(case, "umum_decision_copy").due_on == date(2024, 4, 4)
    assert clock(case, "umum_complete_settlement").met_on == READ_ON
    hearing.refresh_from_db()
    assert hearing.state == HearingState.CLOSED
    with pytest.raises(rules.NotRead):
        mediation.decide(case.again(), hearing, Reading(), **case.by(READ))


def test_what_an_agreement_leaves_open_goes_on_to_adjudication(case):
    first, second = case.items
    exempt(second)
    row = begin(case, [first])
    mediation.meet(row, session(case), CAME, **case.by(MET))
    mediation.draft_agreement(row, "Diserahkan.", **case.by(MET, case.mediator))
    mediation.agree(row, [first], **case.by(MET))
    decision = mediation.decide(case.again(), reading(case), Reading(), **case.by(READ))
    assert decision.scope == "butir a"
    assert case.dispute.stage == Stage.ADJUDICATION
    fates = {
        one.label: one.fate for one in InformationItem.objects.filter(dispute=case.dispute)
    }
    assert fates == {"a": "mediated", "b": "running"}
    assert clock(case, "umum_complete_settlement").met_on is None


def test_only_an_agreement_is_read_and_only_in_an_open_hearing_that_has_come(case):
    row = met(case)
    with pytest.raises(rules.NotRead):
        mediation.decide(row, session(case, hours=(13, 15)), Reading(), **case.by(MET))
    mediation.draft_agreement(row, "Diserahkan.", **case.by(MET, case.mediator))
    mediation.agree(row, case.items, **case.by(MET))
    hearing = reading(case)
    with pytest.raises(rules.NotRead):
        mediation.decide(case.again(), hearing, Reading(), **case.by(MET))  # it lies ahead


# --- Who sees what ----------------------------------------------------------------------------

PARTIES = {"applicant", "reader", "agency", "guest"}
LEADING = {"mediator", "assistant"}
SEEN = {
    "mediation": PARTIES | LEADING | {"keeper", "clerk"},
    "session": PARTIES | LEADING | {"keeper", "clerk"},
    "draft": LEADING | {"keeper", "clerk"},
    "caucus of the applicant": {"applicant", "reader"} | LEADING | {"keeper", "clerk"},
    "caucus of the respondent": {"agency", "guest"} | LEADING | {"keeper", "clerk"},
    "note": LEADING | {"keeper"},
    "note of a caucus": {"mediator"},
    "agreement": PARTIES | LEADING | {"keeper"},
    "paper": PARTIES | LEADING | {"keeper"},
    "file": PARTIES | LEADING | {"keeper"},
}


@pytest.fixture
def things(case):
    """One of everything that a mediation has, with the predicate that shows it."""
    row = begin(case)
    held = session(case)
    mine = session(case, "kaukus", hours=(13, 14), caucus_with="pemohon")
    theirs = session(case, "kaukus", hours=(14, 15), caucus_with="termohon")
    drafted = plan(case, on=date(2024, 3, 21))
    by = case.by(MET, case.mediator)
    note = mediation.note(row, "umum", **by)
    secret = mediation.note(row, "rahasia", hearing=mine, is_caucus=True, **by)
    text = mediation.draft_agreement(row, "isi", **by)
    mediation.meet(row, held, CAME, **case.by(MET))
    upload = brought(case)
    mediation.agree(case.again(), case.items, files=[upload], **case.by(MET))
    paper = Document.objects.filter(mediation=row).first()
    return {
        "mediation": (queries.visible_to, row),
        "session": (queries.sessions_visible_to, held),
        "draft": (queries.sessions_visible_to, drafted),
        "caucus of the applicant": (queries.sessions_visible_to, mine),
        "caucus of the respondent": (queries.sessions_visible_to, theirs),
        "note": (queries.notes_visible_to, note),
        "note of a caucus": (queries.notes_visible_to, secret),
        "agreement": (queries.agreements_visible_to, text),
        "paper": (queries.papers_visible_to, paper),
        "file": (files.visible_to, upload),
    }


def test_the_table_of_roles_and_things(case, things):
    found = {
        name: {who for who, user in case.people().items() if seen(user).filter(pk=row.pk)}
        for name, (seen, row) in things.items()
    }
    assert found == SEEN


def test_papers_and_files_open_by_the_doors_of_the_desk_for_the_same_people(case, things):
    _seen, paper = things["paper"]
    who = {
        name for name, user in case.people().items()
        if documents.visible_to(user).filter(pk=paper.pk).exists()
    }  # fmt: skip
    assert who == SEEN["paper"]


def test_whoever_loses_the_seat_or_leaves_the_commission_sees_nothing_any_more(case, things):
    seat = seats.of(case.dispute).mediator
    gone = {"ended_on": TODAY, "reason": "benturan", "successor": None}
    panels.replace(seat, **gone, **case.by())
    for seen, row in things.values():
        assert not seen(case.mediator).filter(pk=row.pk)


def test_who_judges_sees_nothing_even_as_a_clerk(case, things):
    accounts.join(case.judge, case.held.room.commission, role=Role.REGISTRAR, **WHO)
    for seen, row in things.values():
        assert not seen(case.judge).filter(pk=row.pk)


def test_a_sealed_dispute_hides_its_mediation_from_everybody(case, things):
    publication.seal(case.dispute, **WHO)
    assert not Mediation.objects.filter(
        pk__in=[one.pk for user in case.people().values() for one in queries.visible_to(user)]
    )


def test_a_panel_of_another_dispute_is_no_bar(case):
    second = another(case.held)
    appoint(case.held, dispute=second, chair=3, members=(4, 2))  # Gede presides elsewhere
    begin(case)
    assert queries.led_by(case.mediator).count() == 1
