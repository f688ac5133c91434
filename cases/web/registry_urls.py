"""Routes of the registry and of its board."""

from __future__ import annotations

from django.urls import path

from cases.web import (
    absences,
    access,
    board,
    checking,
    completeness,
    endings,
    mediation,
    panels,
    privacy,
    proposals,
    register_import,
    registration,
    releases,
    sittings,
    summons,
    worklists,
)

urlpatterns = [
    path("kepaniteraan/data-pribadi/", privacy.worklist, name="privacy_requests"),
    path("kepaniteraan/data-pribadi/<int:pk>/", privacy.decide, name="privacy_decide"),
    path("kepaniteraan/impor/", register_import.index, name="register_import"),
    path("kepaniteraan/impor/<str:code>/", register_import.batch, name="register_import_batch"),
    path(
        "kepaniteraan/impor/<str:code>/jalankan/",
        register_import.start,
        name="register_import_start",
    ),
    path(
        "kepaniteraan/impor/<str:code>/keadaan/",
        register_import.state,
        name="register_import_state",
    ),
    path(
        "kepaniteraan/impor/<str:code>/laporan.csv",
        register_import.report,
        name="register_import_report",
    ),
    path("kepaniteraan/<str:code>/akses/", access.accesses, name="accesses"),
    path("kepaniteraan/<str:code>/akses/<int:pk>/lagi/", access.again, name="access_again"),
    path("kepaniteraan/<str:code>/akses/<int:pk>/cabut/", access.revoke, name="access_revoke"),
    path("kalender/", board.board, name="board"),
    path("kalender/minggu/", board.week, name="board_week"),
    path("kalender/slot/", board.slots, name="board_slots"),
    path("kalender/usulan/", proposals.index, name="proposals"),
    path("kalender/usulan/<str:code>/", proposals.proposal, name="proposal"),
    path("kalender/usulan/<str:code>/keadaan/", proposals.state, name="proposal_state"),
    path("kalender/usulan/<str:code>/hentikan/", proposals.stop, name="proposal_stop"),
    path("kalender/usulan/<str:code>/putuskan/", proposals.decide, name="proposal_decide"),
    path("kepaniteraan/ruang/", releases.rooms, name="rooms"),
    path("kepaniteraan/kalender/rilis/", releases.release, name="calendar_release"),
    path("kepaniteraan/sidang/<str:code>/", sittings.edit, name="hearing_edit"),
    path(
        "kepaniteraan/sidang/<str:code>/temuan/",
        sittings.edit_findings,
        name="hearing_findings",
    ),
    path("kepaniteraan/sidang/<str:code>/batal/", sittings.drop, name="hearing_drop"),
    path("kepaniteraan/sidang/<str:code>/tetap/", sittings.keep, name="hearing_keep"),
    path("kepaniteraan/sidang/<str:code>/panggilan/", summons.summons, name="summons"),
    path(
        "kepaniteraan/sidang/<str:code>/panggilan/naskah/",
        summons.papers,
        name="summons_papers",
    ),
    path(
        "kepaniteraan/sidang/<str:code>/panggilan/<str:paper>/",
        summons.service,
        name="summons_service",
    ),
    path("kepaniteraan/<str:code>/ketidakhadiran/", absences.absences, name="absences"),
    path("kepaniteraan/<str:code>/majelis/", panels.panel, name="panel"),
    path("kepaniteraan/<str:code>/majelis/benturan/", panels.conflict, name="panel_conflict"),
    path(
        "kepaniteraan/<str:code>/majelis/<int:pk>/ganti/", panels.replace, name="panel_replace"
    ),
    path("kepaniteraan/<str:code>/sidang/", sittings.new, name="hearing_new"),
    path(
        "kepaniteraan/<str:code>/sidang/temuan/",
        sittings.new_findings,
        name="hearing_new_findings",
    ),
    path("kepaniteraan/<str:code>/mediasi/", mediation.registry, name="mediation"),
    path(
        "kepaniteraan/<str:code>/mediasi/perpanjang/", mediation.extend, name="mediation_extend"
    ),
    path("kepaniteraan/<str:code>/mediasi/sepakat/", mediation.agree, name="mediation_agree"),
    path("kepaniteraan/<str:code>/mediasi/gagal/", mediation.fail, name="mediation_fail"),
    path(
        "kepaniteraan/<str:code>/mediasi/putusan/", mediation.decide, name="mediation_decision"
    ),
    path(
        "kepaniteraan/<str:code>/mediasi/pertemuan/<str:hearing>/",
        mediation.met,
        name="mediation_met",
    ),
    path(
        "kepaniteraan/<str:code>/ketidaklengkapan/",
        completeness.notify,
        name="incompleteness",
    ),
    path("kepaniteraan/", worklists.registry, name="registry"),
    path("kepaniteraan/nomor/", registration.series, name="register_series"),
    path("kepaniteraan/<str:code>/petugas/", worklists.handler, name="registry_handler"),
    path("kepaniteraan/<str:code>/periksa/", checking.verification, name="verification"),
    path("kepaniteraan/<str:code>/registrasi/", registration.register, name="registration"),
    path(
        "kepaniteraan/<str:code>/tidak-diregistrasi/",
        endings.refuse,
        name="registration_refusal",
    ),
    path("kepaniteraan/<str:code>/hentikan/", endings.stop, name="process_stop"),
    path("kepaniteraan/<str:code>/coret/", endings.strike, name="strike"),
]
