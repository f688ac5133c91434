"""Puts the site of this house in the place of Django's own."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class JournalledAdmin(AdminConfig):
    default_site = "cases.admin.site.JournalledSite"
