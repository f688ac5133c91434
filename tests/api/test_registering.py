"""The registry by program: the same services, the same refusals, and nobody else's rooms."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from cases.domain.accounts import Role
from cases.domain.stages import Stage
from cases.domain.tokens import Scope
from cases.models import CaptureEntry, Hearing, PublicHearing, PublicStatement
from cases.services import publication, registration
from tests import filed, keyed
from tests.bench import NOW, WHO, appoint, hall, open_registry
from tests.brought import account
from tests.hearing_room import RECORDER
from tests.programs import Program

pytestmark = pytest.mark.django_db
PATTERN = "{seq:03}/{roman}/KIP-PSI/{year}"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


class TestTheBook:
    @pytest.fixture
    def room(self):
        room = filed.open_room()
        registration.open_series(
            room.commission, regime="umum", pattern=PATTERN, starts_on=date(2024, 3, 1),
            actor=RECORDER, now=NOW,
        )  # fmt: skip
        return room

    @pytest.fixture
    def clerk(self, client, room):
        return Program(client, room.clerk)

    def test_an_application_is_checked_and_registered(self, clerk, room):
        place = f"registry/disputes/{room.dispute.code}/"
        found = [{"place": one, "verdict": "valid"} for one in ("identity", "request")]

        checked = clerk.post(f"{place}findings/", {"findings": found}).json()
        assert checked["unchecked"] == ["objection"]
        entered = clerk.post(f"{place}registration/")

        assert entered.status_code == 201, entered.content
        assert entered.json()["register"] == "001/III/KIP-PSI/2024"
        assert room.again().stage == Stage.REGISTERED
        again = clerk.post(f"{place}registration/")
        assert (again.status_code, again.json()["code"]) == (409, "already_registered")

    def test_a_number_of_the_book_is_confirmed_first(self, clerk, room):
        place = f"registry/disputes/{room.dispute.code}/registration/"
        entry = {"registered_on": "2024-03-15", "number": "007/III/KIP-PSI/2024"}

        doubted = clerk.post(place, entry)
        assert (doubted.status_code, doubted.json()["doubts"]) == (409, ["skips"])
        entered = clerk.post(place, entry | {"confirmed": doubted.json()["doubts"]})
        assert entered.json()["register"] == "007/III/KIP-PSI/2024"

    def test_what_is_missing_is_told_to_the_applicant(self, clerk, room):
        place = f"registry/disputes/{room.dispute.code}/notice/"

        sent = clerk.post(place, {"places": ["identity"], "note": "KTP belum ada."})
        assert sent.status_code == 201
        assert sent.json()["stage"] == Stage.INCOMPLETE_NOTIFIED
        assert sent.json()["due_on"]
        assert clerk.post(place, {"places": ["identity"]}).status_code == 409

    @pytest.mark.parametrize("who", ["applicant", "agency", "commissioner", "stranger"])
    def test_for_anybody_else_there_is_no_registry(self, client, room, who):
        program = Program(client, getattr(room, who))
        place = f"registry/disputes/{room.dispute.code}/"

        for told in (
            program.get(f"{place}findings/"),
            program.post(f"{place}findings/", {"findings": []}),
            program.post(f"{place}notice/", {"places": ["identity"]}),
            program.post(f"{place}registration/"),
            program.post(f"{place}hearings/", {}),
            program.get(f"{place}statements/"),
        ):
            assert told.status_code == 404

    def test_what_is_sealed_stays_sealed(self, clerk, room):
        publication.seal(room.dispute, **filed.WHO)

        place = f"registry/disputes/{room.dispute.code}/"
        assert clerk.post(f"{place}registration/").status_code == 404
        applicant = Program(clerk.client, room.stranger)
        assert applicant.get(f"my-disputes/{room.dispute.code}/").status_code == 404


class TestTheCalendar:
    @pytest.fixture
    def held(self):
        found = open_registry()
        appoint(found)
        hall(found)
        publication.release_all([found.dispute], **WHO)
        return found

    @pytest.fixture
    def clerk(self, client, held):
        return Program(client, held.clerk)

    def slot(self, **more):
        return {
            "kind": "pemeriksaan_awal", "held_on": "2024-04-01", "starts": "09:00",
            "ends": "11:00", "place": "Kantor Komisi", **more,
        }  # fmt: skip

    def test_a_hearing_is_drafted_moved_and_released(self, clerk, held):
        place = f"registry/disputes/{held.dispute.code}/hearings/"

        doubted = clerk.post(place, self.slot())
        confirmed = {"confirmed": doubted.json().get("doubts", [])}
        drafted = (
            clerk.post(place, self.slot(**confirmed)) if doubted.status_code == 409 else doubted
        )
        assert drafted.status_code == 201, drafted.content
        code = drafted.json()["code"]
        assert not PublicHearing.objects.filter(code=code).exists()
        moved = clerk.put(
            f"registry/hearings/{code}/", self.slot(starts="13:00", ends="14:00", **confirmed)
        )
        assert moved.status_code == 200, moved.content
        code = moved.json()["code"]

        told = {"commission": "kip", "hearings": [code]}
        released = clerk.post("registry/releases/", told)
        assert [one["code"] for one in released.json()["results"]] == [code]
        assert PublicHearing.objects.filter(code=code).exists()
        assert "hearings" in clerk.post("registry/releases/", told).json()["errors"]

    def test_what_stands_against_a_slot_is_told_finding_by_finding(self, clerk, held):
        place = f"registry/disputes/{held.dispute.code}/hearings/"
        refused = clerk.post(place, self.slot(held_on="2024-03-30"))  # a Saturday

        assert refused.status_code == 409
        hard = [one for one in refused.json()["findings"] if one["weight"] == "hard"]
        assert hard
        assert all(one["text"] for one in hard)
        assert not Hearing.objects.exists()

    def test_what_the_form_refuses_is_refused_by_our_names(self, clerk, held):
        place = f"registry/disputes/{held.dispute.code}/hearings/"

        assert "room" in clerk.post(place, self.slot(place="")).json()["errors"]
        assert "room" in clerk.post(place, self.slot(room="Tidak ada")).json()["errors"]
        assert "starts" in clerk.post(place, self.slot(starts="pagi")).json()["errors"]

    def test_a_draft_is_dropped(self, clerk, held):
        place = f"registry/disputes/{held.dispute.code}/hearings/"
        drafted = clerk.post(place, self.slot(confirmed=["short_notice"]))
        if drafted.status_code == 409:
            doubts = drafted.json()["doubts"]
            drafted = clerk.post(place, self.slot(confirmed=doubts))

        assert clerk.delete(f"registry/hearings/{drafted.json()['code']}/").status_code == 204
        assert not Hearing.objects.exists()


class TestTheRoom:
    @pytest.fixture
    def recording(self):
        return keyed.record()

    @pytest.fixture
    def recorder(self, client, recording):
        return Program(client, recording.first.user, Scope.CAPTURE)

    def entry(self, n, text="Sidang dibuka."):
        payload = {"key": "d", "speaker": "", "text": text}
        return {"n": n, "kind": "turn", "payload": payload, "made_at": keyed.NOW.isoformat()}

    def test_entries_are_kept_once_whatever_is_sent_twice(self, recorder, recording):
        place = f"hearings/{recording.hearing.code}/capture/"
        before = CaptureEntry.objects.count()
        first = recorder.post(place, {"device": "p1", "entries": [self.entry(1)]})

        assert first.status_code == 200, first.content
        assert first.json()["taken"] == 1
        both = [self.entry(1), self.entry(2, "Lanjut.")]
        second = recorder.post(place, {"device": "p1", "entries": both})
        assert (second.json()["taken"], second.json()["highest"]) == (2, 2)
        assert CaptureEntry.objects.count() == before + 2
        assert recorder.get(place, device="p1").json()["taken"] == 2
        assert recorder.get(place).json()["cast"]

    def test_what_is_no_entry_is_named_by_its_place(self, recorder, recording):
        place = f"hearings/{recording.hearing.code}/capture/"
        wrong = self.entry(1) | {"kind": "song"}

        told = recorder.post(place, {"device": "p1", "entries": [wrong]})
        assert (told.status_code, [*told.json()["errors"]]) == (400, ["entries.0.kind"])
        deep = {}
        for _time in range(50):
            deep = {"text": deep}
        for payload in ({"\ud800": "x"}, deep):
            odd = self.entry(1) | {"payload": payload}
            assert recorder.post(place, {"device": "p1", "entries": [odd]}).status_code == 400

    def test_for_anybody_else_there_is_no_room(self, client, recording):
        other = keyed.record(name="jabar")
        stranger = Program(client, other.first.user)

        place = f"hearings/{recording.hearing.code}/capture/"
        assert stranger.get(place).status_code == 404
        assert stranger.post(place, {"device": "p", "entries": []}).status_code == 404


class TestStatements:
    SAID = {
        "speaker": "Semuel", "said_on": "2024-03-15", "rendering": "quoted",
        "text": "Data-datanya di Indonesia", "outlet": "Kabar", "medium": "online",
        "url": "https://kabar.test/1",
    }  # fmt: skip

    @pytest.fixture
    def room(self):
        return filed.open_room()

    def test_words_are_recorded_and_wait_for_a_second_person(self, client, room):
        clerk = Program(client, room.clerk, Scope.STATEMENTS)
        place = f"registry/disputes/{room.dispute.code}/statements/"
        made = clerk.post(place, self.SAID)

        assert (made.status_code, made.json()["state"]) == (201, "waits")
        assert clerk.get(place).json()["results"] == [made.json()]
        own = clerk.post(f"{place}{made.json()['code']}/review/", {"accepted": True})
        assert (own.status_code, own.json()["code"]) == (409, "second_person_needed")
        assert not PublicStatement.objects.get().reviewed_by

    def test_another_reads_it_and_the_reason_of_a_refusal_is_kept(self, client, room):
        place = f"registry/disputes/{room.dispute.code}/statements/"
        made = Program(client, room.clerk).post(place, self.SAID).json()
        second = Program(client, account("dua@kip.test", room.commission, Role.REGISTRAR))
        mute = second.post(f"{place}{made['code']}/review/", {"accepted": False})
        assert mute.json()["code"] == "reason_needed"
        told = {"accepted": False, "reason": "Kutipannya lain."}
        refused = second.post(f"{place}{made['code']}/review/", told)
        assert (refused.json()["state"], refused.json()["reason"]) == (
            "refused",
            told["reason"],
        )

    def test_what_is_no_web_address_is_refused(self, client, room):
        clerk = Program(client, room.clerk)
        place = f"registry/disputes/{room.dispute.code}/statements/"

        told = clerk.post(place, self.SAID | {"url": "file:///etc/passwd"})
        assert "url" in told.json()["errors"]
