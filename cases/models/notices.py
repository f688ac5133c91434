from __future__ import annotations

from django.db import models

from cases.domain.notices import Channel, NoticeKind, NoticeState
from cases.models._choices import one_of

ONE_RECIPIENT = models.Q(user__isnull=False, address="") | (
    models.Q(user=None) & ~models.Q(address="")
)


class Notice(models.Model):
    """One message to one person about one event by one channel; the row is the outbox.

    What it says is made at delivery from ``kind`` and the frozen ``payload``. A notice that
    waits for the daily digest points to it once it is gathered.
    """

    code = models.CharField(max_length=8, unique=True)
    kind = models.CharField(max_length=24)
    event = models.CharField(max_length=160, db_index=True)
    user = models.ForeignKey(
        "cases.User", models.PROTECT, null=True, blank=True, related_name="notices"
    )
    address = models.EmailField(blank=True, default="")
    channel = models.CharField(max_length=12, default=Channel.EMAIL)
    language = models.CharField(max_length=2, default="id")
    payload = models.JSONField(default=dict)
    dispute = models.ForeignKey(
        "cases.Dispute", models.PROTECT, null=True, blank=True, related_name="notices"
    )
    digest = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="gathered"
    )
    waits_for_digest = models.BooleanField(default=False)
    state = models.CharField(max_length=9, default=NoticeState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=120, blank=True, default="")
    error = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", NoticeKind, "notice_kind_known"),
            one_of("channel", Channel, "notice_channel_known"),
            one_of("state", NoticeState, "notice_state_known"),
            one_of("language", ["id", "en"], "notice_language_known"),
            models.CheckConstraint(condition=ONE_RECIPIENT, name="notice_to_one_somebody"),
            models.UniqueConstraint(
                fields=["user", "event", "channel"],
                condition=models.Q(user__isnull=False),
                name="notice_once_per_account",
            ),
            models.UniqueConstraint(
                fields=["address", "event", "channel"],
                condition=models.Q(user=None),
                name="notice_once_per_address",
            ),
            models.CheckConstraint(
                condition=models.Q(state=NoticeState.SENT, sent_at__isnull=False)
                | (~models.Q(state=NoticeState.SENT) & models.Q(sent_at=None)),
                name="notice_sent_with_its_hour",
            ),
            models.CheckConstraint(
                condition=models.Q(digest=None) | models.Q(waits_for_digest=True),
                name="notice_gathered_if_it_waited",
            ),
        ]
        indexes = [models.Index(fields=["user", "created_at"], name="notice_of_user")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.code}"


class NoticeChoice(models.Model):
    """Whether somebody wants to be told of one kind; without a row, the default holds."""

    user = models.ForeignKey(
        "cases.User", models.PROTECT, null=True, blank=True, related_name="notice_choices"
    )
    address = models.EmailField(blank=True, default="")
    kind = models.CharField(max_length=24)
    is_wanted = models.BooleanField()

    class Meta:
        constraints = [
            one_of("kind", NoticeKind, "notice_choice_kind_known"),
            models.CheckConstraint(
                condition=ONE_RECIPIENT, name="notice_choice_of_one_somebody"
            ),
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=models.Q(user__isnull=False),
                name="notice_choice_once_per_account",
            ),
            models.UniqueConstraint(
                fields=["address", "kind"],
                condition=models.Q(user=None),
                name="notice_choice_once_per_address",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"


class NoticeProfile(models.Model):
    """The language in which an account is written to, and since when its links hold.

    Links in messages that were ordered before ``links_hold_from`` open nothing any more.
    """

    user = models.OneToOneField("cases.User", models.PROTECT, related_name="notice_profile")
    language = models.CharField(max_length=2, default="id")
    links_hold_from = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [one_of("language", ["id", "en"], "notice_profile_language_known")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.user_id}"
