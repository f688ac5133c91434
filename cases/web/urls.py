"""All routes of the site, in the order of the menu. Paths are Indonesian, names English."""

from __future__ import annotations

from django.urls import path

from cases.web import (
    about,
    account,
    calculator,
    desk,
    downloads,
    drafts,
    health,
    information_requests,
    ledger,
    portal,
    progress,
    public_bodies,
    reader,
    register,
    schedule,
    verification,
)

urlpatterns = [
    path("", portal.home, name="home"),
    path("perkara/", register.search, name="register"),
    path("perkara/<slug:commission>/<slug:slug>/", register.dispute, name="dispute"),
    path(
        "perkara/<slug:commission>/<slug:slug>/sidang/<int:seq>/",
        register.hearing,
        name="hearing",
    ),
    path("sidang/<str:code>/", reader.hearing, name="hearing_by_code"),
    path("sidang/<str:code>/risalah/<int:edition>/", reader.transcript, name="transcript"),
    path("r/<str:code>/<int:edition>/<str:place>", reader.passage, name="passage"),
    path("b/<str:code>/<int:number>", reader.utterance, name="utterance"),
    path("jadwal/", schedule.agenda, name="schedule"),
    path("jadwal/hari-ini/", schedule.today, name="today"),
    path("jadwal.ics", schedule.feed, name="schedule_feed"),
    path("pengakuan/", ledger.admissions, name="admissions"),
    path("pertanyaan/", ledger.questions, name="questions"),
    path("kalkulator/", calculator.calculator, name="calculator"),
    path("verifikasi/", verification.verify, name="verify"),
    path("v/<str:code>", verification.verified, name="verified"),
    path("berkas/<str:code>/", downloads.document, name="document"),
    path("berkas/<str:code>/keadaan/", progress.paper, name="paper_progress"),
    path("tentang/", about.about, name="about"),
    path("masuk/", account.sign_in, name="sign_in"),
    path("keluar/", account.sign_out, name="sign_out"),
    path("akun/", account.account, name="account"),
    path("meja/", desk.desk, name="desk"),
    path("permohonan/", drafts.index, name="drafts"),
    path("permohonan/baru/", drafts.start, name="draft_start"),
    path("permohonan/<str:code>/", drafts.draft, name="draft"),
    path("permohonan/<str:code>/periksa/", drafts.review, name="draft_review"),
    path("permohonan/<str:code>/kirim/", drafts.tender, name="draft_tender"),
    path("permohonan/<str:code>/singkirkan/", drafts.discard, name="draft_discard"),
    path("permohonan/<str:code>/naskah/", drafts.papers_of, name="draft_papers"),
    path("permohonan/<str:code>/surat-kuasa/", drafts.attorney, name="draft_attorney"),
    path("permohonan/<str:code>/<slug:step>/", drafts.step, name="draft_step"),
    path("permintaan/", information_requests.index, name="requests"),
    path("permintaan/baru/", information_requests.send, name="request_send"),
    path("permintaan/badan/", public_bodies.index, name="public_bodies"),
    path("permintaan/badan/baru/", public_bodies.add, name="public_body_add"),
    path("permintaan/badan/impor/", public_bodies.bring, name="public_bodies_import"),
    path(
        "permintaan/badan/<slug:slug>/", public_bodies.addressees, name="public_body_addressees"
    ),
    path("permintaan/<str:code>/", information_requests.detail, name="request"),
    path(
        "permintaan/<str:code>/surat-keberatan/",
        information_requests.objection_letter,
        name="objection_letter",
    ),
    path(
        "permintaan/<str:code>/<slug:step>/", information_requests.record, name="request_record"
    ),
    path("meja/naskah/", progress.papers, name="desk_papers"),
    path("meja/berkas/<str:code>/", desk.paper, name="desk_paper"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
