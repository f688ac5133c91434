"""The site map: one include per side of the house."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# One door for everybody: with its limits, its second factor, and its words.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("api/", include("cases.api.urls")),  # first: programs do not pass all pages
    path("", include("cases.web.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "cases.web.errors.bad_request"
handler403 = "cases.web.errors.forbidden"
handler404 = "cases.web.errors.not_found"
handler429 = "cases.web.errors.too_many"
handler500 = "cases.web.errors.server_error"
