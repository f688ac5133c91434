from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from cases.models._choices import one_of
from cases.models.disputes import Participant


class DisputeAccess(models.Model):
    """A way into one dispute for whoever reads the mail of one address, on a party's side.

    The link in the mail is derived from ``nonce`` and the secret key of the installation; the
    row keeps only its hash. Once somebody has come in, ``user`` acts for ``participant`` in
    this dispute and in no other, until it is revoked; the link itself opens nothing after
    ``expires_at``. ``language`` is that of the mail.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    nonce = models.CharField(max_length=32, unique=True)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="accesses")
    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="id")
    user = models.ForeignKey(
        "cases.User", models.PROTECT, null=True, blank=True, related_name="accesses"
    )
    granted_by = models.ForeignKey(
        "cases.User", models.PROTECT, related_name="accesses_granted"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    taken_up_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "dispute accesses"
        constraints = [
            one_of("language", ("id", "en"), "access_language_known"),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="access_email_in_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="access_expires_after_it_was_made",
            ),
            models.CheckConstraint(
                condition=Q(taken_up_at=None, user=None)
                | Q(taken_up_at__isnull=False, user__isnull=False),
                name="access_is_taken_up_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["participant", "email"],
                condition=Q(revoked_at=None),
                name="access_open_once_for_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.email}"
