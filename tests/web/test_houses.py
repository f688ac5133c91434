"""Houses and their members: who sees them, who lets in and lets go; and the way in by mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.domain.accounts import Role
from cases.models import Commission, Invitation, JournalEntry, Organisation, PublicBody, User
from cases.queries import accounts as queries
from cases.services import accounts, invitations
from cases.services.journal import Actor
from tests.web.pages import PASSWORD, sign_in, text, tree

pytestmark = pytest.mark.django_db
YAKIN = "/akun/organisasi/yakin/"
GUEST = "tamu@uji.test"
NEW = "sandi-baru-yang-panjang"


def account(who):
    return User.objects.get(email=f"{who}@demo.test")


def yakin():
    return Organisation.objects.get(slug="yakin")


def joined(email, role, house=None):
    who = {"actor": Actor("uji"), "now": timezone.now()}
    user = accounts.open_account(email, name="", password=PASSWORD, **who)
    return accounts.join(user, house or yakin(), role=role, **who)


def enter(client, email):
    return client.post("/masuk/", {"username": email, "password": PASSWORD})


def do(client, address, **typed):
    """Act, and give the password once more where that is asked."""
    led = client.post(address, typed)
    if led.status_code == 302 and led["Location"].startswith("/akun/pastikan/"):
        led = client.post(led["Location"], {"password": PASSWORD, "next": address})
    return led


def invite(email=GUEST, role=Role.OFFICER, **more):
    now = more.pop("now", timezone.now())
    return invitations.invite(yakin(), email=email, role=role, by=account("ngo"), now=now)


def follow(client, invitation):
    path = invitations.link_of(invitation).removeprefix("http://testserver")
    return client.get(path, follow=True)


# --- Who sees a house -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *(("ngo", 200), ("admin", 200), ("ngo2", 404), ("agency", 404)),
        *(("clerk", 404), ("substitute", 404), ("chair", 404), (None, 302)),
    ],
)
def test_an_organisation_is_seen_by_its_members_and_the_administrator(site, who, status):
    if who:
        sign_in(site, who)

    assert site.get(YAKIN).status_code == status


@pytest.mark.parametrize("who", ["ngo", "ngo2", "agency", "clerk", "substitute", "chair"])
@pytest.mark.parametrize("kind", ["badan-publik", "komisi"])
def test_who_works_in_other_houses_is_for_the_administrator_alone(site, who, kind):
    slug = {"badan-publik": PublicBody.objects.get(short="KPU").slug, "komisi": "kip"}[kind]
    sign_in(site, who)

    assert site.get(f"/akun/{kind}/{slug}/").status_code == 404
    assert site.post(f"/akun/{kind}/{slug}/", {"email": GUEST}).status_code == 404
    assert site.get("/akun/lembaga/").status_code == 404


def test_the_administrator_finds_every_house_by_a_part_of_its_name(site):
    sign_in(site, "admin")

    told = text(site.get("/akun/lembaga/?q=informasi pusat"))

    assert Commission.objects.get(code="kip").name in told
    assert site.get("/akun/komisi/kip/").status_code == 200
    assert "Tidak ada lembaga" in text(site.get("/akun/lembaga/?q=zzz"))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.READER])
def test_staff_see_their_colleagues_and_change_nobody(site, role):
    row = joined("staf@uji.test", role)
    owner = account("ngo").memberships.get()
    enter(site, "staf@uji.test")

    page = site.get(YAKIN)
    assert "ngo@demo.test" in text(page)
    assert tree(page).xpath("//input[@name='email']") == []
    refused = site.post(YAKIN, {"email": GUEST, "role": "owner"})
    assert "Hanya pengurus atau pengelola" in text(refused)
    do(site, f"{YAKIN}anggota/{owner.pk}/akhiri/")
    do(site, f"{YAKIN}anggota/{owner.pk}/peran/", role="reader")
    do(site, f"{YAKIN}anggota/{row.pk}/peran/", role="owner")

    assert not Invitation.objects.exists()
    assert set(queries.members(yakin()).values_list("role", flat=True)) == {role, Role.OWNER}


def test_the_owner_of_another_organisation_finds_no_member_here(site):
    row = joined("staf@uji.test", Role.OFFICER)
    sign_in(site, "ngo2")
    mine = account("ngo2").memberships.get().organisation.slug

    for house in ("yakin", mine):
        member = f"/akun/organisasi/{house}/anggota/{row.pk}"
        for act in ("akhiri/", "peran/"):  # nor is a password asked for it
            assert site.post(f"{member}/{act}").status_code == 404
    row.refresh_from_db()
    assert row.ends_on is None


def test_a_page_of_members_takes_no_more_queries_for_more_of_them(site):
    sign_in(site, "ngo")
    invite("a@uji.test")

    def count():
        with CaptureQueriesContext(connection) as caught:
            assert site.get(YAKIN).status_code == 200
        return len(caught)

    before = count()
    for no in range(3):
        joined(f"staf{no}@uji.test", Role.OFFICER)
        invite(f"tamu{no}@uji.test")

    assert count() == before <= 12


# --- Changing members -----------------------------------------------------------------------


def test_an_owner_gives_another_role_after_giving_the_password(site):
    row = joined("staf@uji.test", Role.OFFICER)
    sign_in(site, "ngo")
    address = f"{YAKIN}anggota/{row.pk}/peran/"
    assert site.post(address, {"role": "reader"})["Location"].startswith("/akun/pastikan/")
    assert queries.members(yakin()).get(pk=row.pk).role == Role.OFFICER

    do(site, address, role="reader")

    assert "Peran telah diganti" in text(site.get(YAKIN))
    assert queries.members(yakin()).get(user=row.user).role == Role.READER
    assert (
        JournalEntry.objects.get(act="member_role_changed").actor == f"akun:{account('ngo').pk}"
    )


def test_an_owner_lets_a_member_go_who_is_out_at_once(site):
    row = joined("staf@uji.test", Role.OFFICER)
    theirs = Client()
    enter(theirs, "staf@uji.test")
    assert theirs.get(YAKIN).status_code == 200
    sign_in(site, "ngo")

    do(site, f"{YAKIN}anggota/{row.pk}/akhiri/")

    assert theirs.get(YAKIN)["Location"].startswith("/masuk/")
    enter(theirs, "staf@uji.test")
    assert theirs.get(YAKIN).status_code == 404
    assert "staf@uji.test" in text(site.get(YAKIN)).split("Riwayat keanggotaan")[1]


def test_the_last_owner_is_told_why_they_stay(site):
    sign_in(site, "ngo")
    row = account("ngo").memberships.get()

    do(site, f"{YAKIN}anggota/{row.pk}/akhiri/")

    assert "Organisasi harus mempunyai pengurus" in text(site.get(YAKIN))
    assert site.get("/meja/").status_code == 200


def test_a_member_leaves_by_themselves(site):
    row = joined("staf@uji.test", Role.READER)
    enter(site, "staf@uji.test")

    do(site, f"{YAKIN}anggota/{row.pk}/akhiri/")

    row.refresh_from_db()
    assert row.ends_on == timezone.localdate()


@pytest.mark.parametrize("role", ["registrar", "raja", ""])
def test_a_role_that_an_organisation_does_not_have_is_refused(site, role):
    row = joined("staf@uji.test", Role.READER)
    sign_in(site, "ngo")

    do(site, f"{YAKIN}anggota/{row.pk}/peran/", role=role)

    assert "Pilihlah salah satu peran" in text(site.get(YAKIN))


# --- Invitations ----------------------------------------------------------------------------


def test_there_is_no_sign_up_without_an_invitation(site):
    typed = {"name": "X", "password1": NEW, "password2": NEW, "email": GUEST}

    for answer in (site.get("/daftar/"), site.post("/daftar/", typed)):
        assert answer.status_code == 404
        assert "Akun dibuka lewat undangan" in text(answer)
    assert not User.objects.filter(email=GUEST).exists()


def test_an_owner_invites_and_takes_back(site):
    sign_in(site, "ngo")
    site.post(YAKIN, {"email": "Tamu@Uji.test", "role": "officer"})
    assert GUEST in text(site.get(YAKIN))
    waiting = Invitation.objects.get()

    site.post(f"{YAKIN}undangan/{waiting.pk}/cabut/")

    assert "Tidak ada undangan yang menunggu" in text(site.get(YAKIN))
    refused = follow(Client(), waiting)
    assert refused.status_code == 410
    assert "telah dicabut" in text(refused)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "", "role": "officer"}, "Bidang ini tidak boleh kosong."),
        ({"email": "bukan surel", "role": "officer"}, "Masukkan alamat email yang valid."),
        ({"email": GUEST, "role": "registrar"}, "bukan salah satu"),
        ({"email": "ngo@demo.test", "role": "reader"}, "sudah menjadi anggota"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused_on_the_page(site, typed, said):
    sign_in(site, "ngo")

    answer = site.post(YAKIN, typed)

    assert said in text(answer)
    assert not Invitation.objects.exists()


def test_an_invited_person_signs_up_and_is_inside_with_a_confirmed_address(site):
    page = follow(site, invite())
    assert page.redirect_chain[-1][0] == "/undangan/"
    assert "mengundang Anda ke Yayasan" in text(page)

    done = site.post(
        "/daftar/", {"name": "Tamu", "password1": NEW, "password2": NEW}, follow=True
    )

    assert done.redirect_chain[-1][0] == "/meja/"
    assert site.get(YAKIN).status_code == 200
    assert User.objects.get(email=GUEST).emailaddress_set.get().verified


def test_what_is_typed_in_the_sign_up_does_not_change_whose_account_it_is(site):
    follow(site, invite())

    site.post(
        "/daftar/",
        {"name": "T", "password1": NEW, "password2": NEW, "email": "lain@uji.test",
         "role": "owner"},
    )  # fmt: skip

    member = queries.members(yakin()).get(user__email=GUEST)
    assert member.role == Role.OFFICER
    assert not User.objects.filter(email="lain@uji.test").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Bidang ini tidak boleh kosong."),
        ({"password1": "pendek", "password2": "pendek"}, "12"),
        ({"password2": "lain"}, "Kedua kata sandi tidak sama."),
        (dict.fromkeys(("password1", "password2"), "Komisi-Informasi-1"), "mudah ditebak"),
    ],
)
def test_a_sign_up_is_refused_at_its_field(site, typed, said):
    follow(site, invite())

    answer = site.post("/daftar/", {"name": "T", "password1": NEW, "password2": NEW} | typed)

    assert said in text(answer)
    assert not User.objects.filter(email=GUEST).exists()


def test_an_invited_person_with_an_account_signs_in_and_joins(site):
    invitation = invite("ngo2@demo.test")
    assert "sudah mempunyai akun" in text(follow(site, invitation))
    assert site.get("/daftar/")["Location"] == "/undangan/"
    led = site.post(
        "/masuk/", {"username": "ngo2@demo.test", "password": PASSWORD, "next": "/undangan/"}
    )
    assert led["Location"] == "/undangan/"
    elsewhere = Client()
    sign_in(elsewhere, "ngo2")

    inside = site.post("/undangan/", follow=True)

    assert "Anda kini anggota Yayasan" in text(inside)
    assert site.get(YAKIN).status_code == 200
    assert elsewhere.get("/meja/").status_code == 302
    assert set(queries.organisations(account("ngo2"))) > {yakin()}


def test_somebody_else_who_is_signed_in_cannot_take_it_up(site):
    invitation = invite()
    sign_in(site, "agency")

    assert "untuk alamat lain" in text(follow(site, invitation))
    refused = site.post("/undangan/")

    assert refused.status_code == 410
    assert "alamat surel lain" in text(refused)
    assert not queries.members(yakin()).filter(user=account("agency")).exists()


def test_an_invitation_that_was_used_or_is_too_old_or_foreign_is_refused_in_words(site):
    used, old = invite(), invite("lama@uji.test", now=timezone.now() - timedelta(days=7))
    follow(site, used)
    site.post("/daftar/", {"name": "T", "password1": NEW, "password2": NEW})

    again, expired = follow(Client(), used), follow(Client(), old)
    foreign = Client().get(f"/undangan/{'0' * 64}/")

    assert (again.status_code, expired.status_code, foreign.status_code) == (410, 410, 404)
    assert "sudah dipakai" in text(again)
    assert "lewat masanya" in text(expired)
    assert "tidak dikenal" in text(foreign)


def test_an_invitation_taken_back_between_two_pages_is_refused(site):
    invitation = invite()
    follow(site, invitation)
    invitations.revoke(invitation, by=account("ngo"), now=timezone.now())

    answer = site.post("/daftar/", {"name": "T", "password1": NEW, "password2": NEW})

    assert answer.status_code == 410
    assert not User.objects.filter(email=GUEST).exists()


def test_the_token_stands_in_no_address_and_no_page_after_the_first(site):
    invitation = invite()
    token = invitations.link_of(invitation).split("/")[-2]

    page = follow(site, invitation)

    assert token not in page.content.decode()
    assert all(token not in address for address, _status in page.redirect_chain)


def test_the_administrator_invites_a_registrar_of_whom_a_second_factor_is_asked(site, settings):
    sign_in(site, "admin")
    site.post("/akun/komisi/kip/", {"email": GUEST, "role": "registrar"})
    invitation = Invitation.objects.get()
    settings.REQUIRE_SECOND_FACTOR = True
    guest = Client()
    follow(guest, invitation)

    guest.post("/daftar/", {"name": "T", "password1": NEW, "password2": NEW})

    assert guest.get("/meja/")["Location"] == "/akun/faktor-kedua/"


def test_an_owner_of_an_organisation_does_not_invite_into_the_commission(site):
    sign_in(site, "ngo")

    answer = site.post("/akun/komisi/kip/", {"email": GUEST, "role": "registrar"})

    assert answer.status_code == 404
    assert not Invitation.objects.exists()
