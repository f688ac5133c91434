from __future__ import annotations

from django.db import models


class ApiToken(models.Model):
    """A key with which a program acts for ``user``, within ``scopes`` and until ``expires_at``.

    Only the hash of the secret is kept; ``prefix`` is the part by which people know it again.
    """

    user = models.ForeignKey("cases.User", models.PROTECT, related_name="api_tokens")
    label = models.CharField(max_length=80)
    prefix = models.CharField(max_length=8, unique=True)
    key_sha256 = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(label=""), name="api_token_has_a_label"),
            models.CheckConstraint(
                condition=models.Q(key_sha256__regex=r"^[0-9a-f]{64}$"),
                name="api_token_keeps_a_hash",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")),
                name="api_token_expires_after_it_was_made",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None)
                | models.Q(revoked_at__gte=models.F("created_at")),
                name="api_token_revoked_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.prefix} {self.label}"


class KeyedCall(models.Model):
    """A writing call under an ``Idempotency-Key``, with the answer that it got.

    The row is written in the transaction of the act, so that there is one act for each key.
    """

    user = models.ForeignKey("cases.User", models.PROTECT, related_name="keyed_calls")
    key = models.CharField(max_length=200)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="keyed_call_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.status}"
