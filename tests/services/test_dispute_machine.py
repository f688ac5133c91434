"""The life of a dispute walks where the law leads, and nowhere else (P3, P5).

The law is told here a second time, out of UU 14/2008 and Perki 1/2013 and not out of the table
of the house: who may be registered, when a panel sits, what is mediated, how a mediation ends.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from operator import attrgetter

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from cases.domain.errors import CaseError
from cases.domain.filing import Wanted
from cases.domain.mediation import Outcome
from cases.domain.notices import Side
from cases.domain.stages import Stage
from cases.models import JournalEntry, RegisterNumber
from cases.services import docket, drafts, journal, mediation, panels, registration
from cases.services.panels import Appointment
from tests import filed
from tests.bench import TODAY, WHO, open_registry
from tests.machines import EXAMPLES, Machine, walk

pytestmark = pytest.mark.django_db

S = Stage
# Where a dispute may be withdrawn: "at any time before the decision is read" (Pasal 14).
BEFORE_A_DECISION = {
    S.DISPUTE_FILED, S.COMPLETENESS_CHECK, S.INCOMPLETE_NOTIFIED, S.REGISTERED,
    S.PANEL_APPOINTED, S.SUMMONED, S.PRELIMINARY, S.MEDIATION, S.ADJUDICATION, S.CONCLUSIONS,
    S.DELIBERATION,
}  # fmt: skip
ENTRIES = {S.DISPUTE_FILED, S.COMPLETENESS_CHECK, S.INCOMPLETE_NOTIFIED, S.REGISTERED,
           S.PANEL_APPOINTED, S.SUMMONED}  # fmt: skip
# What each stage must have had immediately before it.
COMES_FROM = {
    S.REQUEST_SUBMITTED: set(),
    S.REQUEST_EXTENDED: {S.REQUEST_SUBMITTED},
    S.REQUEST_ANSWERED: {S.REQUEST_SUBMITTED, S.REQUEST_EXTENDED},
    S.REQUEST_UNANSWERED: {S.REQUEST_SUBMITTED, S.REQUEST_EXTENDED},
    S.OBJECTION_FILED: {S.REQUEST_ANSWERED, S.REQUEST_UNANSWERED},
    S.OBJECTION_ANSWERED: {S.OBJECTION_FILED},
    S.OBJECTION_UNANSWERED: {S.OBJECTION_FILED},
    S.CLOSED_SATISFIED: {S.REQUEST_ANSWERED, S.OBJECTION_ANSWERED},
    S.DISPUTE_FILED: {S.OBJECTION_ANSWERED, S.OBJECTION_UNANSWERED},
    S.COMPLETENESS_CHECK: {S.DISPUTE_FILED, S.INCOMPLETE_NOTIFIED},
    S.INCOMPLETE_NOTIFIED: {S.COMPLETENESS_CHECK},
    S.NOT_REGISTERED: {S.INCOMPLETE_NOTIFIED},
    S.REGISTERED: {S.COMPLETENESS_CHECK, S.INCOMPLETE_NOTIFIED},
    S.PROCESS_STOPPED: {S.COMPLETENESS_CHECK, S.REGISTERED},
    S.STRUCK_OFF: ENTRIES,
    S.WITHDRAWN: BEFORE_A_DECISION,
    S.PANEL_APPOINTED: {S.REGISTERED},
    S.SUMMONED: {S.PANEL_APPOINTED, S.PRELIMINARY},
    S.PRELIMINARY: {S.SUMMONED},
    S.INTERIM_REJECTED: {S.PRELIMINARY},
    S.LAPSED: {S.SUMMONED, S.ADJUDICATION},
    S.MEDIATION: {S.PRELIMINARY, S.ADJUDICATION},
    S.MEDIATION_AGREED: {S.MEDIATION},
    S.MEDIATION_DECISION: {S.MEDIATION_AGREED},
    S.ADJUDICATION: {S.PRELIMINARY, S.MEDIATION, S.MEDIATION_DECISION, S.CLOSED_EXAMINATION,
                     S.SITE_EXAMINATION, S.CONSEQUENCE_TEST},
    S.CLOSED_EXAMINATION: {S.ADJUDICATION},
    S.SITE_EXAMINATION: {S.ADJUDICATION},
    S.CONSEQUENCE_TEST: {S.ADJUDICATION},
    S.CONCLUSIONS: {S.ADJUDICATION},
    S.DELIBERATION: {S.CONCLUSIONS},
    S.DECISION_PRONOUNCED: {S.DELIBERATION},
    S.COPIES_SERVED: {S.DECISION_PRONOUNCED, S.INTERIM_REJECTED, S.LAPSED},
    S.PUBLISHED: {S.COPIES_SERVED},
    S.COURT_OBJECTION: {S.PUBLISHED},
    S.COURT_DECIDED: {S.COURT_OBJECTION},
    S.CASSATION: {S.COURT_DECIDED},
    S.FINAL_BINDING: {S.PUBLISHED, S.MEDIATION_DECISION, S.COURT_DECIDED, S.CASSATION},
    S.EXECUTION_REQUESTED: {S.FINAL_BINDING},
    S.EXECUTION_ORDERED: {S.EXECUTION_REQUESTED},
    S.COMPLIED: {S.FINAL_BINDING, S.EXECUTION_ORDERED},
}  # fmt: skip
# A mediation begins after the first hearing; where nobody noted that one, it is implied.
MEDIATED_FROM = {S.PANEL_APPOINTED, S.SUMMONED, S.PRELIMINARY, S.ADJUDICATION}


def leads_to(stage):
    """Where the law lets a dispute go from a stage."""
    return sorted(end for end, starts in COMES_FROM.items() if stage in starts)


class Moving(Machine):
    """One dispute, moved by whoever wants to anywhere."""

    @initialize(start=st.sampled_from(sorted(COMES_FROM)))
    def begin(self, start):
        self.dispute = self.room.dispute
        self.dispute.stage = self.stage = start
        self.dispute.save(update_fields=["stage"])
        self.moves = 0

    def move(self, to):
        return self.allowed(lambda: docket.move(self.dispute, to, **WHO), CaseError)

    @rule(to=st.sampled_from(sorted(COMES_FROM)))
    def anywhere(self, to):
        """Exactly what the law leads to; staying is no move."""
        was_allowed = self.move(to)

        is_lawful = to is self.stage or self.stage in COMES_FROM[to]
        assert was_allowed == is_lawful, (self.stage, to)
        if was_allowed and to is not self.stage:
            self.stage, self.moves = to, self.moves + 1
        self.dispute.refresh_from_db()

    @rule(data=st.data(), steps=st.integers(1, 12))
    def along_the_law(self, data, steps):
        """Many lawful steps at once, so that the ends of the path are reached."""
        for _step in range(steps):
            if not (ways := leads_to(self.stage)):
                return
            to = data.draw(st.sampled_from(ways))
            assert self.move(to), (self.stage, to)
            self.stage, self.moves = to, self.moves + 1

    @invariant()
    def stands_where_the_law_led_it_and_the_journal_tells_each_step(self):
        if not hasattr(self, "dispute"):
            return
        assert self.room.dispute.stage == self.stage
        told = JournalEntry.objects.filter(act="stage_moved", dispute_code=self.dispute.code)
        assert told.filter(payload__to=self.stage).exists() or not self.moves
        assert told.count() == self.told + self.moves


class Acting(Machine):
    """Applications that are registered, given a panel and mediated, by those who do it."""

    def __init__(self):
        super().__init__()
        self.numbers = RegisterNumber.objects.filter(kind="register").count()
        self.filed, self.registered, self.seated = {}, [], {}
        self.mediating = {}

    def one_of(self, data, disputes):
        dispute = data.draw(st.sampled_from(sorted(disputes, key=attrgetter("pk"))))
        dispute.refresh_from_db()
        return dispute

    @rule(letter=st.sampled_from("abcdefg"))
    def file(self, letter):
        """Received on the local day of its tender, which nobody enters (P4)."""
        draft = drafts.start(self.room.room.house, **WHO)
        wanted = (Wanted("Kontrak", (letter,)),)
        told = replace(filed.APPLICATION, items=wanted, problem=str(len(self.filed)))
        dispute = drafts.file(draft, told, **WHO)

        assert dispute.received_on == TODAY
        self.filed[dispute] = letter

    @precondition(lambda self: self.filed)
    @rule(data=st.data(), is_checked=st.booleans())
    def register(self, data, is_checked):
        """Registered once (P5); of one that nobody checked the check is implied."""
        dispute = self.one_of(data, self.filed)
        if is_checked and dispute.stage == S.DISPUTE_FILED:
            docket.move(dispute, S.COMPLETENESS_CHECK, **WHO)
        may = dispute not in self.registered

        done = self.allowed(
            lambda: registration.register_next(dispute, registered_on=TODAY, **WHO), CaseError
        )

        assert done == may
        self.registered += [dispute] if done else []

    @precondition(lambda self: self.filed)
    @rule(data=st.data(), members=st.integers(0, 4), has_mediator=st.booleans())
    def appoint(self, data, members, has_mediator):
        """Three or more and odd (Pasal 43), once, over what is registered; nobody twice."""
        dispute = self.one_of(data, self.filed)
        chair, *others = self.room.judges
        mediator = self.room.judges[4] if has_mediator else None
        wanted = Appointment(chair, others[:members], TODAY, mediator=mediator)

        done = self.allowed(lambda: panels.appoint(dispute, wanted, **self.room.who), CaseError)

        is_free = dispute in self.registered and dispute not in self.seated
        is_lawful = members == 2 or (members == 4 and not has_mediator)
        assert done == (is_free and is_lawful), (members, has_mediator, is_free)
        if done:
            self.seated[dispute] = has_mediator

    @precondition(lambda self: self.filed)
    @rule(data=st.data())
    def mediate(self, data):
        """Grounds b to g alone (Pasal 40 ayat (2)), by a mediator, and one at a time."""
        dispute = self.one_of(data, self.filed)
        items, begun = list(dispute.items.all()), []

        done = self.allowed(
            lambda: begun.append(
                mediation.begin(dispute, items, adjourned_on=TODAY, **self.room.who)
            ),
            CaseError,
        )

        may = self.seated.get(dispute, False) and self.filed[dispute] != "a"
        assert done == (may and dispute not in self.mediating)
        if done:
            self.mediating[dispute] = begun[0]

    @precondition(lambda self: self.mediating)
    @rule(data=st.data(), words=st.sampled_from(["", "  ", "Kami menarik diri."]))
    def leave(self, data, words):
        """A mediation fails in writing, and only then the dispute is adjudicated (Pasal 42)."""
        dispute = self.one_of(data, self.mediating)
        one = self.mediating[dispute]

        done = self.allowed(
            lambda: mediation.declare(
                one, Outcome.WITHDREW, Side.RESPONDENT, text=words, **self.room.who
            ),
            CaseError,
        )

        assert done == bool(words.strip())
        dispute.refresh_from_db()
        assert dispute.stage == (S.ADJUDICATION if done else S.MEDIATION)
        if done:
            del self.mediating[dispute]

    @rule(letter=st.sampled_from("abcdefg"))
    def go_as_far_as_mediation(self, letter):
        """The whole way at once, so that every walk mediates."""
        self.file(letter)
        dispute = list(self.filed)[-1]
        docket.move(dispute, S.COMPLETENESS_CHECK, **WHO)
        registration.register_next(dispute, registered_on=TODAY, **WHO)
        self.registered.append(dispute)
        chair, *others = self.room.judges
        wanted = Appointment(chair, others[:2], TODAY, mediator=self.room.judges[4])
        panels.appoint(dispute, wanted, **self.room.who)
        self.seated[dispute] = True

    @invariant()
    def the_register_runs_from_one_without_a_gap(self):
        told = RegisterNumber.objects.filter(kind="register").order_by("pk")
        own = [one.raw for one in told[self.numbers :]]
        assert own == [f"{no:03}/S/2024" for no in range(1, len(self.registered) + 1)]


def test_a_dispute_moves_exactly_where_the_law_leads():
    held = open_registry()
    told = JournalEntry.objects.filter(
        act="stage_moved", dispute_code=held.dispute.code
    ).count()
    Moving.room, Moving.told = held, told
    walk(Moving)
    assert journal.verify() == ()


def test_registration_panel_and_mediation_are_allowed_exactly_when_the_law_allows_them():
    held = open_registry()
    registration.open_series(
        held.room.commission,
        regime="umum",
        pattern="{seq:03}/S/{year}",
        starts_on=date(2024, 1, 1),
        **WHO,
    )
    Acting.room = held
    walk(Acting, examples=max(EXAMPLES // 5, 1))
