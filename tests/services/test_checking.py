"""What the registry finds of each paper is appended, and leads on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cases.domain.checking import Doubt, NoSuchPlace, NotLookedAt, Verdict
from cases.domain.rights import NotTheRegistry
from cases.domain.stages import Stage
from cases.models import Dispute, JournalEntry, VerificationFinding
from cases.queries import checking as held
from cases.queries import completeness as papers
from cases.services import checking, completeness
from cases.services.checking import Found
from tests.filed import FILED, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db
LATER = FILED + timedelta(hours=1)


built, room = standing(open_room)


def find(room, *, by=None, now=FILED, **found):
    told = {place: Found(*one) for place, one in found.items()}
    return checking.find(room.dispute, told, by=by or room.clerk, now=now)


def conclude(room):
    application = papers.application_of(room.again())
    return held.conclusion_of(application, held.findings_of(room.dispute))


def everything(verdict=Verdict.VALID):
    return dict.fromkeys(("identity", "request", "objection"), (verdict,))


def test_the_first_finding_begins_the_check_and_tells_the_parties_so(room):
    find(room, identity=(Verdict.ABSENT, "Bawa akta."))

    assert room.again().stage == Stage.COMPLETENESS_CHECK
    (line,) = room.dispute.docket.filter(kind="pemeriksaan_kelengkapan")
    assert line.visibility == "parties"


def test_a_legal_entity_that_objected_brings_identity_request_and_objection(room):
    """Perki 1/2013 Pasal 11; nobody answered, so there is no answer to bring."""
    application = papers.application_of(room.dispute)
    assert [one.place for one in held.checked(application)] == [
        "identity", "request", "objection",
    ]  # fmt: skip
    assert conclude(room).unchecked == ("identity", "request", "objection")


def test_the_latest_finding_stands_and_the_one_before_stays(room):
    find(room, identity=(Verdict.INVALID, "Tidak terbaca."))
    find(room, now=LATER, identity=(Verdict.VALID,))

    assert held.findings_of(room.dispute)["identity"].verdict == Verdict.VALID
    assert [row.verdict for row in held.history(room.dispute)] == ["valid", "invalid"]


def test_what_was_found_before_is_not_written_again(room):
    find(room, **everything())
    assert find(room, now=LATER, **everything()) == ()
    assert VerificationFinding.objects.count() == 3
    assert JournalEntry.objects.filter(act="findings_written").count() == 1


def test_the_journal_tells_verdicts_and_no_note(room):
    find(room, identity=(Verdict.ABSENT, "NIK 3174 salah"))
    entry = JournalEntry.objects.get(act="findings_written")
    assert entry.payload == {"identity": "absent"}


@pytest.mark.parametrize("who", ["applicant", "agency", "commissioner", "stranger"])
def test_nobody_but_the_registry_finds_anything(room, who):
    with pytest.raises(NotTheRegistry):
        find(room, by=getattr(room, who), **everything())
    assert not VerificationFinding.objects.exists()


def test_a_place_that_the_checklist_does_not_have_is_refused(room):
    with pytest.raises(NoSuchPlace):
        find(room, photo=(Verdict.VALID,))


def test_after_the_registration_nothing_is_checked_any_more(room):
    Dispute.objects.update(stage=Stage.REGISTERED)
    with pytest.raises(NotLookedAt):
        find(room, **everything())


@pytest.mark.parametrize(
    ("lacking", "doubts"),
    [
        ({}, ()),
        ({"identity": (Verdict.ABSENT,)}, (Doubt.IDENTITY,)),
        # the application is on ground c: nobody answered (Perki 1/2013 Pasal 18)
        ({"request": (Verdict.INVALID,)}, (Doubt.PROOF_UNSERVED,)),
        ({"objection": (Verdict.ABSENT,), "identity": (Verdict.ABSENT,)}, (Doubt.IDENTITY,)),
    ],
)
def test_what_is_lacking_is_weighed_before_a_number_is_given(room, lacking, doubts):
    find(room, **(everything() | lacking))
    assert held.doubts_of(room.again(), today=FILED.date()) == doubts


def test_proof_is_lacking_for_another_reason_than_silence(room):
    row = room.dispute.information_requests.get().objections.get()
    row.grounds = ["f"]
    row.save()
    find(room, **(everything() | {"request": (Verdict.ABSENT,)}))
    assert held.doubts_of(room.again(), today=FILED.date()) == (Doubt.PROOF_OTHER,)


def test_what_nobody_looked_at_is_said(room):
    find(room, identity=(Verdict.VALID,))
    assert held.doubts_of(room.again(), today=FILED.date()) == (Doubt.UNCHECKED,)


def test_while_the_applicant_may_complete_it_is_said(room):
    """Told on Thursday 14 March 2024; seven working days end on Monday the 25th."""
    find(room, **(everything() | {"identity": (Verdict.ABSENT,)}))
    completeness.notify(room.again(), ["identity"], by=room.clerk, now=FILED)
    dispute = room.again()
    due_on = papers.clock_of(dispute).due_on
    assert held.doubts_of(dispute, today=due_on) == (Doubt.IDENTITY, Doubt.STILL_TIME)
    assert held.doubts_of(dispute, today=due_on + timedelta(days=1)) == (Doubt.IDENTITY,)


def test_the_database_keeps_a_finding_as_it_was_written(room):
    find(room, identity=(Verdict.ABSENT, "Bawa akta."))
    for words in ("UPDATE cases_verificationfinding SET verdict = 'valid'",
                  "DELETE FROM cases_verificationfinding"):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(words)
