from __future__ import annotations

from django.db import models

from cases.domain.alerts import LONGEST
from cases.models._choices import one_of


class SearchAlert(models.Model):
    """A search whose news go to an address by mail; the row is all that is kept of it.

    ``query`` holds the parameters of the search. Whoever asked proves the address with the link
    whose ``nonce`` is kept, and ends it with the same link: then the row is gone. Unproved, it
    is gone after two days. ``looked_at`` is until when the shelf was looked through.
    """

    email = models.EmailField()
    query = models.CharField(max_length=LONGEST)
    language = models.CharField(max_length=2, default="id")
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("language", ["id", "en"], "search_alert_language_known"),
            models.UniqueConstraint(fields=["email", "query"], name="search_alert_once"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, looked_at=None)
                | models.Q(confirmed_at__isnull=False, looked_at__isnull=False),
                name="search_alert_looks_once_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.query}"
