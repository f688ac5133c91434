"""The routes of a dispute's ledger: stances, statements outside the hearing, the press."""

from __future__ import annotations

from django.urls import path

from cases.web import admissions, press, stances, statements

urlpatterns = [
    path("kepaniteraan/<str:code>/pengakuan/", admissions.registry, name="case_admissions"),
    path(
        "kepaniteraan/<str:code>/pengakuan/proposisi/",
        admissions.propose,
        name="case_proposition_new",
    ),
    path(
        "kepaniteraan/<str:code>/pengakuan/<str:proposition>/sikap/",
        admissions.take,
        name="case_stance_new",
    ),
    path(
        "kepaniteraan/<str:code>/pengakuan/sikap/<int:pk>/bantah/",
        stances.contest,
        name="case_stance_contest",
    ),
    path(
        "kepaniteraan/<str:code>/pengakuan/sikap/<int:pk>/cabut/",
        stances.withdraw,
        name="case_stance_withdraw",
    ),
    path(
        "kepaniteraan/<str:code>/pengakuan/sikap/<int:pk>/kukuhkan/",
        stances.confirm,
        name="case_stance_confirm",
    ),
    path(
        "kepaniteraan/<str:code>/pengakuan/sikap/<int:pk>/periksa/",
        stances.review,
        name="case_stance_review",
    ),
    path(
        "kepaniteraan/<str:code>/pengakuan/bantahan/<int:pk>/periksa/",
        stances.review_contest,
        name="case_contest_review",
    ),
    path("kepaniteraan/<str:code>/pernyataan/", statements.index, name="case_statements"),
    path("kepaniteraan/<str:code>/pernyataan/baru/", statements.new, name="case_statement_new"),
    path(
        "kepaniteraan/<str:code>/pernyataan/<str:statement>/",
        statements.statement,
        name="case_statement",
    ),
    path(
        "kepaniteraan/<str:code>/pernyataan/<str:statement>/periksa/",
        statements.review,
        name="case_statement_review",
    ),
    path("kepaniteraan/<str:code>/pemberitaan/", press.article, name="case_press"),
    path("meja/perkara/<str:code>/pengakuan/", admissions.party, name="desk_admissions"),
    path(
        "meja/perkara/<str:code>/pengakuan/<int:pk>/bantah/",
        stances.contest,
        name="desk_stance_contest",
    ),
    path(
        "meja/perkara/<str:code>/pengakuan/<int:pk>/cabut/",
        stances.withdraw,
        name="desk_stance_withdraw",
    ),
]
