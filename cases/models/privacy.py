from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.domain.privacy import Answer, Asked
from cases.models._choices import one_of


class PrivacyRequest(models.Model):
    """What somebody asks of one commission about data that are about them (UU 27/2022).

    ``user``: whose account asked; None: somebody named in a record, who proves the address with
    the link whose ``nonce`` is kept. ``received_at`` is when it counts as received: at once for
    an account, else when the address was proved. ``due_at`` was counted then, with these
    ``hours`` after this ``article``. Name and address are empty once they were erased.
    """

    commission = models.ForeignKey("cases.Commission", models.PROTECT, related_name="+")
    user = models.ForeignKey(
        "cases.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked = models.CharField(max_length=12)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    about = models.TextField()
    language = models.CharField(max_length=2, default="id")
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    article = models.CharField(max_length=120, blank=True)
    answer = models.CharField(max_length=10, blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "cases.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("asked", Asked, "privacy_request_asked_known"),
            one_of("answer", ["", *Answer], "privacy_request_answer_known"),
            one_of("language", ["id", "en"], "privacy_request_language_known"),
            models.CheckConstraint(
                condition=Q(received_at=None, due_at=None, hours=None)
                | Q(received_at__isnull=False, due_at__isnull=False, hours__isnull=False),
                name="privacy_request_received_with_its_limit",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, answer="", reason="")
                | Q(
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    received_at__isnull=False,
                )
                & ~Q(answer="")
                & ~Q(reason=""),
                name="privacy_request_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.asked}"
