"""From an application to a served summons, in a browser, every paper made by the worker."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.domain import calendars
from cases.models import Commission, Document, Hearing, Job, Organisation
from cases.services import drafts, jobs, parties
from cases.tasks import jobs as door
from tests.browser.test_case_room_in_the_browser import IDENTITY, people  # noqa: F401
from tests.browser.test_pages_in_the_browser import SMALL, violations
from tests.browser.test_registry_in_the_browser import check
from tests.browser.test_sittings_in_the_browser import (
    JUDGES,
    appoint,
    choose,
    plan,
    press,
    release,
)
from tests.filed import APPLICATION
from tests.hearing_room import RECORDER

pytestmark = pytest.mark.browser
SEND = "main form button[data-kind=primary]"
ISSUED = "section[aria-labelledby=terbit-h]"
VALID = dict.fromkeys(("identity", "request", "objection"), "valid")


@pytest.fixture(scope="module")
def filed(site_address, django_db_blocker):
    """A dispute that was just filed, and commissioners who could hear it."""
    with django_db_blocker.unblock():
        who = {"actor": RECORDER, "now": timezone.now()}
        house = Organisation.objects.get(short="YAKIN")
        for name in JUDGES:
            person = parties.add_person(name, **who)
            commission = Commission.objects.get(code="kip")
            parties.affiliate(person, commission, title="Komisioner", **who)
        applicant = replace(APPLICATION.applicant, name=house.name)
        body = "kementerian-dalam-negeri"
        application = replace(APPLICATION, applicant=applicant, body=body)
        return drafts.file(drafts.start(house, **who), application, **who).code


@pytest.fixture
def work(django_db_blocker):
    """What a worker does: every paper that was ordered, made."""

    def made():
        with django_db_blocker.unblock():
            for job in Job.objects.filter(state="waiting", kind__startswith="render_"):
                claimed = jobs.claim(job.pk, now=timezone.now())
                if claimed is not None:
                    door.perform(claimed)

    return made


def read(django_db_blocker, ask):
    with django_db_blocker.unblock():
        return ask()


def complete_and_register(clerk, ngo, code):
    """Found incomplete, completed, checked again, given its number."""
    clerk.goto(f"/kepaniteraan/{code}/periksa/")
    check(clerk, identity="absent", request="valid", objection="valid")
    clerk.goto(f"/kepaniteraan/{code}/ketidaklengkapan/")
    clerk.click(SEND)
    clerk.wait_for_url(f"**/meja/perkara/{code}/")
    ngo.goto(f"/meja/perkara/{code}/lengkapi/")
    ngo.locator("[name=berkas_identity_file]").set_input_files(IDENTITY)
    ngo.get_by_text("sudah diterima").first.wait_for()
    ngo.click(SEND)
    ngo.wait_for_url(f"**/meja/perkara/{code}/")
    clerk.goto(f"/kepaniteraan/{code}/periksa/")
    check(clerk, **VALID)
    clerk.get_by_role("link", name="Registrasi", exact=True).click()
    clerk.get_by_role("button", name="Registrasi").click()
    clerk.wait_for_url(f"**/meja/perkara/{code}/")


def announce(clerk, code):
    """A panel, a day, the release."""
    appoint(clerk, code)
    day = calendars.shipped().add(timezone.localdate(), 8)
    clerk.goto(f"/kepaniteraan/{code}/sidang/")
    choose(clerk, "jenis", "Pemeriksaan awal")
    plan(clerk, day, "09:00", "11:00")
    clerk.wait_for_url("**/kalender/rilis/")
    expect(clerk.locator("main")).to_contain_text("disampaikan paling lambat")
    release(clerk)


def issue(clerk, code):
    """From the worklist to the page of the hearing, and all summonses by one press."""
    clerk.goto("/kepaniteraan/")
    clerk.locator(f".work a[href='/kepaniteraan/sidang/{code}/panggilan/']").first.click()
    expect(clerk.get_by_role("heading", name="Yang harus dipanggil")).to_be_visible()
    found = {"to summon": violations(clerk)}
    press(clerk, clerk.get_by_role("button", name="Terbitkan panggilan"))
    expect(clerk.get_by_role("heading", name="Panggilan yang diterbitkan")).to_be_visible()
    return found | {"issued": violations(clerk)}


def serve(clerk):
    """A record of service is refused without its recipient, then noted."""
    clerk.locator(ISSUED).get_by_role("link", name="Catat penyampaian").last.click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text("Penyampaian panggilan")
    clerk.get_by_role("button", name="Catat penyampaian").click()
    expect(clerk.locator("#galat")).to_be_visible()
    found = {"service with errors": violations(clerk)}
    clerk.fill("[name=penerima]", "Bu Sri, resepsionis")
    clerk.get_by_role("button", name="Catat penyampaian").click()
    expect(clerk.locator(ISSUED)).to_contain_text("tepat waktu")
    return found


def widths(small, filed, hearing):
    """How wide the pages are on a telephone without scripts."""
    found = {}
    for address in (
        f"/kepaniteraan/sidang/{hearing}/panggilan/",
        f"/kepaniteraan/{filed}/ketidakhadiran/",
        "/kepaniteraan/",
        "/kepaniteraan/kalender/rilis/",
    ):
        small.goto(address)
        found[address] = small.evaluate("document.documentElement.scrollWidth")
    return found


def test_an_application_comes_to_a_served_summons_with_every_paper(
    people,  # noqa: F811
    filed,
    work,
    django_db_blocker,
):
    clerk, ngo = people("clerk"), people("ngo", size=SMALL)
    complete_and_register(clerk, ngo, filed)
    announce(clerk, filed)
    hearing = read(django_db_blocker, lambda: Hearing.objects.get(disputes__code=filed).code)
    found = issue(clerk, hearing)
    work()
    clerk.goto(f"/kepaniteraan/sidang/{hearing}/panggilan/")
    expect(clerk.get_by_role("link", name="PDF").first).to_be_visible()
    expect(clerk.locator(ISSUED)).not_to_contain_text("sedang dibuat")
    found |= serve(clerk)

    ngo.goto(f"/meja/perkara/{filed}/")
    expect(ngo.locator("main")).to_contain_text("Sekarang: Dipanggil")
    found["room of a party, small"] = violations(ngo)
    ngo.get_by_role("button", name="Saya sudah menerima panggilan ini").click()
    expect(ngo.locator("#panggilan")).to_contain_text("diterima")
    wide = {"room": ngo.evaluate("document.documentElement.scrollWidth")}
    clerk.goto(f"/kepaniteraan/{filed}/ketidakhadiran/")
    found["absences"] = violations(clerk)

    wide |= widths(people("clerk", size=SMALL, scripts=False), filed, hearing)
    papers = read(
        django_db_blocker,
        lambda: list(Document.objects.filter(dispute__code=filed).values_list("kind", "file")),
    )
    assert {kind for kind, _file in papers} >= {
        "surat_ketidaklengkapan",
        "akta_registrasi",
        "penetapan_majelis",
        "panggilan_sidang",
    }
    assert all(file for _kind, file in papers)
    assert {page: one for page, one in wide.items() if one > SMALL["width"]} == {}
    assert {name: told for name, told in found.items() if told} == {}
