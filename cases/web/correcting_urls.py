"""Routes of the correcting desk, and of the parties that read a draft."""

from __future__ import annotations

from django.urls import path

from cases.web import (
    correcting,
    correcting_acts,
    correcting_bulk,
    correcting_proposals,
    draft_reading,
)

urlpatterns = [
    path("sidang/<str:code>/risalah/sunting/", correcting.desk, name="correcting"),
    path(
        "sidang/<str:code>/risalah/sunting/baca/",
        correcting.read_all,
        name="correcting_read_all",
    ),
    path(
        "sidang/<str:code>/risalah/sunting/penutur/",
        correcting_bulk.speakers,
        name="correcting_speakers",
    ),
    path(
        "sidang/<str:code>/risalah/sunting/ganti/",
        correcting_bulk.replace,
        name="correcting_replace",
    ),
    path(
        "sidang/<str:code>/risalah/sunting/ragu/",
        correcting_bulk.doubts,
        name="correcting_doubts",
    ),
    path(
        "sidang/<str:code>/risalah/sunting/ragu/<int:revision>/<int:place>/",
        correcting_bulk.confirm,
        name="correcting_confirm",
    ),
    path(
        "sidang/<str:code>/risalah/sunting/usulan/",
        correcting_proposals.index,
        name="correcting_proposals",
    ),
    path(
        "sidang/<str:code>/risalah/sunting/usulan/<int:pk>/",
        correcting_proposals.decide,
        name="correcting_proposal",
    ),
    path(
        "sidang/<str:code>/risalah/sunting/<int:turn>/",
        correcting.turn,
        name="correcting_turn",
    ),
    path(
        "sidang/<str:code>/risalah/sunting/<int:turn>/baris/",
        correcting.line,
        name="correcting_line",
    ),
    path(
        "sidang/<str:code>/risalah/sunting/<int:turn>/riwayat/",
        correcting.history,
        name="correcting_history",
    ),
    path(
        "sidang/<str:code>/risalah/sunting/<int:turn>/baca/",
        correcting.read,
        name="correcting_read",
    ),
    path(
        "sidang/<str:code>/risalah/sunting/<int:turn>/susun/",
        correcting_acts.acts,
        name="correcting_acts",
    ),
    path(
        "meja/perkara/<str:code>/risalah/<str:hearing>/",
        draft_reading.draft,
        name="draft_reading",
    ),
    path(
        "meja/perkara/<str:code>/risalah/<str:hearing>/<int:turn>/",
        draft_reading.propose,
        name="draft_proposal",
    ),
    path(
        "meja/perkara/<str:code>/risalah/<str:hearing>/usulan/<int:pk>/cabut/",
        draft_reading.take_back,
        name="draft_proposal_take_back",
    ),
]
