"""A mediation from its beginning to its decision, in a real browser, by labels and by keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.domain import calendars
from cases.domain.hearings import Presence
from cases.domain.notices import Side
from cases.domain.stages import Stage
from cases.models import Commission, Mediation, Organisation, Person, User
from cases.queries import sittings as planned
from cases.services import (
    docket,
    drafts,
    mediation,
    panels,
    parties,
    publication,
    registry,
    releases,
    sittings,
)
from cases.services.panels import Appointment
from cases.services.sittings import Wanted
from tests.browser.test_case_room_in_the_browser import people  # noqa: F401
from tests.browser.test_pages_in_the_browser import SMALL, violations
from tests.browser.test_sittings_in_the_browser import choose, press
from tests.filed import APPLICATION
from tests.hearing_room import RECORDER

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
JUDGES = ("Lestari Wening", "Bagus Prakosa", "Intan Maharani")
CAME = {Side.APPLICANT: Presence.PRESENT, Side.RESPONDENT: Presence.PRESENT}


class Past:
    """What the registry did some working days ago, so that the browser finds it done."""

    def __init__(self):
        self.calendar, self.today = calendars.shipped(), timezone.localdate()
        self.clerk = User.objects.get(email="clerk@demo.test")
        self.mediator = User.objects.get(email="chair@demo.test")
        self.commission = Commission.objects.get(code="kip")
        self.judges = []

    def day(self, ago):
        return self.calendar.add(self.today, -ago)

    def by(self, ago, by=None):
        at = datetime.combine(self.day(ago), time(12), tzinfo=ZoneInfo("Asia/Jakarta"))
        return {"by": by or self.clerk, "now": at}

    def who(self, ago):
        return {"actor": RECORDER, "now": self.by(ago)["now"]}

    def registered(self, no):
        who, house = self.who(9), Organisation.objects.get(short="YAKIN")
        application = replace(
            APPLICATION,
            applicant=replace(APPLICATION.applicant, name=house.name),
            body="kementerian-dalam-negeri",
            problem=f"Mediasi {no}",
        )
        dispute = drafts.file(drafts.start(house, **who), application, **who)
        docket.move(dispute, Stage.COMPLETENESS_CHECK, **who)
        number = f"08{no}/KIP-PSI/UJI"
        registry.register(dispute, number, registered_on=self.day(9), **who)
        publication.release_all([dispute], **who)
        wanted = Appointment(
            self.judges[0],
            self.judges[1:],
            self.day(8),
            mediator=Person.objects.get(slug="syawaludin"),
        )
        panels.appoint(dispute, wanted, **self.by(8))
        return dispute

    def released(self, dispute, kind, hour, *, ago, **more):
        slot = Wanted(
            kind, self.day(ago), time(hour), time(hour + 1), place="Ruang 2",
            confirmed=["summons_short", "party_elsewhere", "friday_prayer"], **more,
        )  # fmt: skip
        hearing = sittings.draft([dispute], slot, **self.by(ago))
        chosen = [one.hearing for one in planned.unreleased(self.commission)]
        releases.release(self.commission, chosen, **self.by(ago))
        return hearing

    def met(self, no, hour):
        dispute = self.registered(no)
        row = mediation.begin(
            dispute, list(dispute.items.all()), adjourned_on=self.day(7), **self.by(7)
        )
        held = self.released(dispute, "mediasi", hour, ago=6, is_public=False)
        mediation.meet(row, held, CAME, **self.by(6))
        return dispute

    def agreed(self, no, hour):
        dispute = self.met(no, hour)
        row = Mediation.objects.get(dispute=dispute)
        mediation.draft_agreement(
            row, "Salinan kontrak diserahkan.", **self.by(5, self.mediator)
        )
        mediation.agree(row, list(dispute.items.all()), **self.by(5))
        self.released(dispute, "pembacaan_putusan_mediasi", hour, ago=4)
        return dispute


@pytest.fixture(scope="module")
def disputes(site_address, django_db_blocker):
    """One that waits for mediation, one in which was met, one that agreed."""
    with django_db_blocker.unblock():
        past = Past()
        for name in JUDGES:
            person = parties.add_person(name, **past.who(9))
            parties.affiliate(person, past.commission, title="Komisioner", **past.who(9))
            past.judges.append(person)
        found = (past.registered(1), past.met(2, 9), past.agreed(3, 11))
        return [one.code for one in found]


def send(page, name):
    with page.expect_navigation():
        press(page, page.get_by_role("button", name=name, exact=True))


def slot(clerk, code, kind, day, hours, **more):
    clerk.goto(f"/kepaniteraan/{code}/sidang/?jenis={kind}")
    clerk.get_by_label("Hari", exact=True).fill(day.isoformat())
    clerk.get_by_label("Mulai").fill(hours[0])
    clerk.get_by_label("Selesai").fill(hours[1])
    clerk.locator("[name=tempat]").fill("Ruang Mediasi")
    for label, value in more.items():
        choose(clerk, label, value)
    found = violations(clerk)
    send(clerk, "Simpan rancangan")
    clerk.wait_for_url("**/kalender/rilis/")
    return found


def release(clerk):
    send(clerk, "Rilis yang dipilih")
    expect(clerk.locator("main")).to_contain_text("Tidak ada yang menunggu rilis")


def test_it_begins_is_planned_and_a_caucus_is_seen_by_its_side_alone(people, disputes):  # noqa: F811
    clerk, ngo, mediator = people("clerk"), people("ngo", size=SMALL), people("chair")
    code = disputes[0]
    at, room = f"/kepaniteraan/{code}/mediasi/", f"/meja/perkara/{code}/mediasi/"
    clerk.goto(at)
    found = {"begin": violations(clerk)}
    send(clerk, "Mulai mediasi")
    expect(clerk.locator("main")).to_contain_text("Sedang berlangsung")
    found["begun"] = violations(clerk)

    day = calendars.shipped().add(timezone.localdate(), 2)
    found["session"] = slot(clerk, code, "mediasi", day, ("09:00", "10:00"))
    release(clerk)
    found["caucus"] = slot(clerk, code, "kaukus", day, ("10:30", "11:00"), pihak="Termohon")
    release(clerk)
    clerk.goto(at)
    expect(clerk.locator("main")).to_contain_text("Kaukus")
    mediator.goto(room)
    expect(mediator.locator("main")).to_contain_text("Kaukus")
    ngo.goto(room)
    expect(ngo.locator("main")).to_contain_text("Mediasi")
    expect(ngo.locator("main")).not_to_contain_text("aukus (mediator")
    expect(ngo.locator("table")).not_to_contain_text("Termohon")
    found["room, small"] = violations(ngo)
    assert {name: those for name, those in found.items() if those} == {}


def lengthen(clerk, code):
    clerk.goto(f"/kepaniteraan/{code}/mediasi/perpanjang/")
    clerk.get_by_label("Alasan perpanjangan").fill("Salinan masih dicari.")
    found = violations(clerk)
    send(clerk, "Perpanjang")
    expect(clerk.locator("main")).to_contain_text("Salinan masih dicari.")
    return {"extension": found}


def write(mediator, room):
    """The text of the agreement, and a note of a caucus."""
    mediator.goto(f"{room}kesepakatan/")
    mediator.get_by_label("Isi kesepakatan").fill("Salinan diserahkan dalam tujuh hari.")
    send(mediator, "Simpan naskah")
    mediator.goto(f"{room}catatan/")
    mediator.get_by_label("Catatan", exact=True).fill("Termohon minta waktu.")
    press(mediator, mediator.get_by_label("Catatan kaukus: hanya untuk mediator"), "Space")
    found = {"note": violations(mediator)}
    send(mediator, "Simpan catatan")
    expect(mediator.locator("main")).to_contain_text("Termohon minta waktu.")
    return found | {"room of the mediator": violations(mediator)}


def agree(clerk, code):
    clerk.goto(f"/kepaniteraan/{code}/mediasi/gagal/")
    found = {"failure": violations(clerk)}
    clerk.goto(f"/kepaniteraan/{code}/mediasi/sepakat/")
    found["agreement"] = violations(clerk)
    send(clerk, "Catat sepakat")
    expect(clerk.locator("main")).to_contain_text("Sepakat (kesepakatan perdamaian)")
    return found


def decide(clerk, code):
    clerk.goto(f"/kepaniteraan/{code}/mediasi/putusan/")
    found = {"decision": violations(clerk)}
    clerk.get_by_label("Amar").fill("Menghukum para pihak menaati kesepakatan.")
    send(clerk, "Catat putusan")
    expect(clerk.locator("main")).to_contain_text("putusan dibacakan")
    return found


def test_it_is_lengthened_written_agreed_and_read(people, disputes):  # noqa: F811
    clerk, ngo, mediator = people("clerk"), people("ngo", size=SMALL), people("chair")
    room = f"/meja/perkara/{disputes[1]}/mediasi/"
    found = lengthen(clerk, disputes[1]) | write(mediator, room)
    ngo.goto(room)
    expect(ngo.locator("main")).to_contain_text("Salinan diserahkan dalam tujuh hari.")
    expect(ngo.locator("main")).not_to_contain_text("Termohon minta waktu.")
    ngo.goto(f"{room}nyatakan/")
    found["declaration, small"] = violations(ngo)

    found |= agree(clerk, disputes[1]) | decide(clerk, disputes[2])
    ngo.goto("/perkara/kip/083-KIP-PSI-UJI/")
    expect(ngo.locator("main")).to_contain_text("Mediasi: sepakat")
    expect(ngo.locator("main")).not_to_contain_text("Salinan kontrak diserahkan.")
    assert {name: those for name, those in found.items() if those} == {}


def test_the_pages_fit_a_small_screen_without_scripts(people, disputes):  # noqa: F811
    clerk = people("clerk", size=SMALL, scripts=False)
    for address in (
        f"/kepaniteraan/{disputes[0]}/mediasi/",
        f"/kepaniteraan/{disputes[0]}/sidang/?jenis=kaukus",
        f"/meja/perkara/{disputes[0]}/mediasi/",
    ):
        clerk.goto(address)
        expect(clerk.locator("h1")).to_be_visible()
        width = clerk.evaluate("document.documentElement.scrollWidth")
        assert width <= SMALL["width"], address
