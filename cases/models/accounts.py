from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from cases.domain.accounts import ROLES_OF, HouseKind, Role
from cases.models._choices import one_of

HOUSES = tuple(kind.value for kind in HouseKind)


def _in_one_house(name: str) -> models.CheckConstraint:
    """Exactly one of organisation, public body and commission is named."""
    one = Q()
    for house in HOUSES:
        one |= Q(**{f"{other}__isnull": other != house for other in HOUSES})
    return models.CheckConstraint(condition=one, name=name)


def _role_of_its_house(name: str) -> models.CheckConstraint:
    """An organisation has no registrar, and a commission no officer."""
    fits = Q()
    for kind, roles in ROLES_OF.items():
        fits |= Q(**{f"{kind}__isnull": False, "role__in": sorted(roles)})
    return models.CheckConstraint(condition=fits, name=name)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create an account; ``email`` is kept in lower case and is the login."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """An account. What it may do follows from its memberships."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        "cases.Person", models.PROTECT, null=True, blank=True, related_name="accounts"
    )
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    # Part of every session's seal: counting it up ends them all.
    session_round = models.PositiveIntegerField(default=0)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.email

    def get_session_auth_hash(self) -> str:
        """What a session must carry; changes with the password and with each new round."""
        return f"{super().get_session_auth_hash()}.{self.session_round}"

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under the secret keys before this one."""
        for seal in super().get_session_auth_fallback_hash():
            yield f"{seal}.{self.session_round}"


class Membership(models.Model):
    """One person's role in exactly one organisation, public body or commission.

    ``ends_on`` is the first local day on which it no longer holds. What has ended is kept.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24)
    organisation = models.ForeignKey(
        "cases.Organisation", models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    public_body = models.ForeignKey(
        "cases.PublicBody", models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    commission = models.ForeignKey(
        "cases.Commission", models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("role", Role, "membership_role_known"),
            _in_one_house("membership_in_one_house"),
            _role_of_its_house("membership_role_of_its_house"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="membership_ends_after_its_start"
            ),
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(ends_on=None, organisation__isnull=False),
                name="membership_once_in_organisation",
            ),
            models.UniqueConstraint(
                fields=["user", "public_body"],
                condition=Q(ends_on=None, public_body__isnull=False),
                name="membership_once_in_public_body",
            ),
            models.UniqueConstraint(
                fields=["user", "commission", "role"],
                condition=Q(ends_on=None, commission__isnull=False),
                name="membership_once_in_commission",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.user_id} {self.role}"


class Invitation(models.Model):
    """A way into one house, in one role, for whoever reads the mail of one address.

    The link in the mail is derived from ``nonce`` and the secret key of the installation; the
    row keeps only its hash. ``language`` is that of the mail.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    nonce = models.CharField(max_length=32, unique=True)
    email = models.EmailField()
    language = models.CharField(max_length=2, default="id")
    role = models.CharField(max_length=24)
    organisation = models.ForeignKey(
        "cases.Organisation", models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    public_body = models.ForeignKey(
        "cases.PublicBody", models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    commission = models.ForeignKey(
        "cases.Commission", models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="invitations_made")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="invitations_accepted"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("role", Role, "invitation_role_known"),
            one_of("language", ("id", "en"), "invitation_language_known"),
            _in_one_house("invitation_to_one_house"),
            _role_of_its_house("invitation_role_of_its_house"),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="invitation_email_in_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="invitation_expires_after_it_was_made",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                name="invitation_accepted_or_revoked",
            ),
            *(
                models.UniqueConstraint(
                    fields=["email", house],
                    condition=Q(
                        accepted_at=None, revoked_at=None, **{f"{house}__isnull": False}
                    ),
                    name=f"invitation_open_once_in_{house}",
                )
                for house in HOUSES
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.email} {self.role}"
