from __future__ import annotations

from django.db import models

from cases.domain.webhooks import DeliveryState
from cases.models._choices import one_of


class Webhook(models.Model):
    """An address to which news are sent for ``user``, or for ``organisation`` alone.

    The secret of its signatures is derived from ``nonce`` and the secret key; it is not kept.
    Until ``old_until`` the one before, of ``old_nonce``, signs as well.
    """

    code = models.CharField(max_length=8, unique=True)
    user = models.ForeignKey("cases.User", models.PROTECT, related_name="webhooks")
    organisation = models.ForeignKey(
        "cases.Organisation", models.PROTECT, null=True, blank=True, related_name="webhooks"
    )
    address = models.CharField(max_length=500)
    kinds = models.JSONField(default=list)
    nonce = models.CharField(max_length=64, unique=True)
    old_nonce = models.CharField(max_length=64, blank=True)
    old_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(address__startswith="https://")
                | models.Q(address__startswith="http://"),
                name="webhook_has_a_web_address",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None)
                | models.Q(revoked_at__gte=models.F("created_at")),
                name="webhook_revoked_after_it_was_made",
            ),
            models.CheckConstraint(
                condition=models.Q(old_nonce="", old_until=None)
                | (~models.Q(old_nonce="") & models.Q(old_until__isnull=False)),
                name="webhook_old_secret_with_its_end",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class WebhookDelivery(models.Model):
    """One message to one address about one event; the row is the outbox.

    ``payload`` holds codes and numbers, no words of the record: whoever is told reads them by
    the API, where it is asked anew who may.
    """

    code = models.CharField(max_length=16, unique=True)
    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries")
    kind = models.CharField(max_length=40)
    event = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    dispute = models.ForeignKey(
        "cases.Dispute",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="webhook_deliveries",
    )
    state = models.CharField(max_length=9, default=DeliveryState.WAITING)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    next_attempt_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "webhook deliveries"
        constraints = [
            one_of("state", DeliveryState, "webhook_delivery_state_known"),
            models.UniqueConstraint(fields=["webhook", "event"], name="webhook_told_once"),
            models.CheckConstraint(
                condition=models.Q(state=DeliveryState.SENT, sent_at__isnull=False)
                | (~models.Q(state=DeliveryState.SENT) & models.Q(sent_at=None)),
                name="webhook_sent_with_its_hour",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.code}"


class WebhookAttempt(models.Model):
    """One try: what the other side answered, or why nobody did.

    Only added; the base lets it go after its message, and lets no message go without it.
    """

    delivery = models.ForeignKey(WebhookDelivery, models.DO_NOTHING, related_name="attempts")
    no = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "no"], name="webhook_attempt_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.status}"


class WebhookTold(models.Model):
    """An event of which an address was told, when its message has been taken away.

    It holds the fingerprint of the event and nothing of the message; only added.
    """

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="+")
    event_sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "webhooks told"
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "event_sha256"], name="webhook_told_is_kept_once"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.event_sha256[:12]}"
