"""Personal data at its three doors: the account, who is named in a record, the registry."""

from __future__ import annotations

import json

import pytest
from django.core import mail
from django.test import Client

from cases.domain.accounts import Role
from cases.models import Commission, Job, JournalEntry, Membership, PrivacyRequest, User
from cases.services import jobs
from cases.tasks import jobs as door
from cases.web.forms.privacy import WishForm
from tests.hearing_room import open_room
from tests.web.pages import PASSWORD, sign_in, text, tree


@pytest.fixture
def commission(site):
    return Commission.objects.get(code="kip")


def wish(commission, asked="access", **more):
    return {"komisi": commission.pk, "diminta": asked, "perihal": "nama saya", **more}


def confirmed(client, address, told=None):
    """Do what asks for the password again, and give it."""
    asked = client.get(address) if told is None else client.post(address, told)
    assert asked["Location"].startswith("/akun/pastikan/")
    done = client.post(asked["Location"], {"password": PASSWORD, "next": address})
    return client.get(address) if told is None else done


def work():
    for job in Job.objects.filter(state="waiting", kind__contains="privacy").order_by("pk"):
        door.perform(jobs.claim(job.pk, now=job.created_at))


def test_an_account_asks_and_sees_until_when_with_the_article(site, commission):
    sign_in(site, "ngo")

    answer = site.post("/akun/data-pribadi/", wish(commission), follow=True)

    page = text(answer)
    assert "Dihitung 72 jam sejak diterima, pada hari apa pun: UU 27/2022 Pasal 7" in page
    assert "belum diperiksa pada naskah" in page
    assert "rantainya tidak dapat diubah" in page


def test_of_several_commissions_none_is_chosen_for_somebody(site, commission):
    first, *others = tree(site.get("/data-pribadi/")).xpath("//select[@name='komisi']/option")
    assert (first.get("value"), first.text) == ("", "Pilih komisi")
    assert commission.name in {one.text for one in others}

    ((only, _name),) = WishForm(houses=[commission]).fields["komisi"].choices
    assert only == commission.pk


def test_a_commission_of_which_nothing_is_public_is_named_to_those_who_know_it(
    site, commission
):
    sealed = open_room(name="KENARISEGEL").dispute.commission
    member = User.objects.get(email="ngo@demo.test")

    assert sealed.name not in text(site.get("/data-pribadi/"))
    sign_in(site, "ngo")
    assert sealed.name not in text(site.get("/akun/data-pribadi/"))
    Membership.objects.create(user=member, commission=sealed, role=Role.REGISTRAR)
    assert sealed.name in text(site.get("/akun/data-pribadi/"))


def test_the_copy_is_a_file_of_json_about_this_account_and_journalled(site):
    sign_in(site, "ngo")

    answer = confirmed(site, "/akun/data-pribadi/unduh.json")

    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    told = json.loads(answer.content)
    assert told["account"]["email"] == "ngo@demo.test"
    assert "agency@demo.test" not in answer.content.decode()
    assert JournalEntry.objects.order_by("-pk")[0].act == "own_data_exported"


def test_who_found_an_open_screen_takes_no_copy_away(site):
    sign_in(site, "ngo")

    answer = site.get("/akun/data-pribadi/unduh.json")

    assert answer["Location"].startswith("/akun/pastikan/")
    assert not JournalEntry.objects.filter(act="own_data_exported").exists()


def test_who_has_no_account_asks_by_a_link_and_reads_the_answer_behind_it(site, commission):
    sent = site.post(
        "/data-pribadi/", wish(commission, nama="Sari", surel="sari@contoh.test"), follow=True
    )
    assert "Periksa surel Anda" in text(sent)
    work()
    body = mail.outbox[-1].body
    place = next(line for line in body.splitlines() if "/data-pribadi/" in line)
    place = place.strip().removeprefix("http://testserver")
    opened = site.get(place)
    assert PrivacyRequest.objects.get().received_at is None
    assert opened["Referrer-Policy"] == "no-referrer"

    site.post(place)
    clerk = Client()
    sign_in(clerk, "clerk")
    waits = tree(clerk.get("/kepaniteraan/data-pribadi/"))
    decide = waits.xpath("//main//ol//a/@href")[0]
    confirmed(clerk, decide, {"jawaban": "partly", "alasan": "ditutup pada salinan umum"})

    page = text(site.get(place))
    assert "Dikabulkan sebagian" in page
    assert "ditutup pada salinan umum" in page


def test_a_decision_without_a_reason_is_not_taken(site, commission):
    sign_in(site, "ngo")
    site.post("/akun/data-pribadi/", wish(commission))
    row = PrivacyRequest.objects.get()
    clerk = Client()
    sign_in(clerk, "clerk")

    place = f"/kepaniteraan/data-pribadi/{row.pk}/"
    confirmed(clerk, place, {"jawaban": "refused", "alasan": " "})

    row.refresh_from_db()
    assert row.decided_at is None


def test_an_erased_account_is_out_at_once(site, commission):
    sign_in(site, "agency")
    site.post("/akun/data-pribadi/", wish(commission, "erasure"))
    row = PrivacyRequest.objects.get()
    clerk = Client()
    sign_in(clerk, "clerk")

    place = f"/kepaniteraan/data-pribadi/{row.pk}/"
    done = confirmed(clerk, place, {"jawaban": "granted", "alasan": "diminta"})

    assert done.status_code == 302
    assert site.get("/meja/").status_code == 302
    assert not User.objects.filter(email="agency@demo.test").exists()


def test_of_another_registry_there_is_no_such_request(site, commission):
    other = Commission.objects.exclude(pk=commission.pk).first()
    other = other or Commission.objects.create(code="lain", name="Komisi Lain")
    sign_in(site, "ngo")
    site.post("/akun/data-pribadi/", wish(other))
    row = PrivacyRequest.objects.get()
    clerk = Client()
    sign_in(clerk, "clerk")

    assert clerk.get(f"/kepaniteraan/data-pribadi/{row.pk}/").status_code == 404
    assert "Belum ada permintaan." in text(clerk.get("/kepaniteraan/data-pribadi/"))
