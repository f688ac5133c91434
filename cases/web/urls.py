"""All routes of the site, in the order of the menu. Paths are Indonesian, names English."""

from __future__ import annotations

from django.urls import path

from cases.web import (
    about,
    account_urls,
    calculator,
    desk,
    downloads,
    health,
    ledger,
    portal,
    progress,
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
    *account_urls.urlpatterns,
    path("meja/", desk.desk, name="desk"),
    path("meja/naskah/", progress.papers, name="desk_papers"),
    path("meja/berkas/<str:code>/", desk.paper, name="desk_paper"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
