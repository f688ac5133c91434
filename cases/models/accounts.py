from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from cases.domain.accounts import Role
from cases.models._choices import one_of


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

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.email


class Membership(models.Model):
    """One person's role in exactly one organisation, public body or commission."""

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
            models.CheckConstraint(
                condition=(
                    models.Q(organisation__isnull=False, public_body=None, commission=None)
                    | models.Q(organisation=None, public_body__isnull=False, commission=None)
                    | models.Q(organisation=None, public_body=None, commission__isnull=False)
                ),
                name="membership_in_one_house",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.user_id} {self.role}"
