"""The site map: one include per side of the house."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("cases.web.urls")),
    path("admin/", admin.site.urls),
]

handler403 = "cases.web.errors.forbidden"
handler404 = "cases.web.errors.not_found"
handler500 = "cases.web.errors.server_error"
