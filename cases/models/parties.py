"""Commissions, public bodies, organisations and people; and the sources that name them."""

from __future__ import annotations

from django.db import models

from cases.domain.parties import AddresseeRole
from cases.models._choices import Sourced, one_of, term_of


class Source(models.Model):
    """A publication from which facts were taken; ``key`` is how records cite it."""

    key = models.SlugField(max_length=60, unique=True)
    publisher = models.CharField(max_length=200)
    title = models.CharField(max_length=400)
    kind = models.CharField(
        max_length=20
    )  # commission | press | applicant | opinion | decision
    published_on = models.DateField(null=True, blank=True)
    date_text = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"#{self.pk} {self.key}"


class Commission(models.Model):
    """An Information Commission (Komisi Informasi), the forum of disputes."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200, unique=True)
    short = models.CharField(max_length=80)
    level = models.CharField(max_length=20)
    region = models.CharField(max_length=80, blank=True)
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [term_of("level", "commission_level", "commission_level_known")]

    def __str__(self) -> str:
        return self.name


class PublicBody(models.Model):
    """A public body (Badan Publik); its head or an appointed official is the respondent."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=300, unique=True)
    short = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=30, default="badan_publik_negara")

    class Meta:
        verbose_name_plural = "public bodies"
        constraints = [term_of("kind", "respondent_kind", "public_body_kind_known")]

    def __str__(self) -> str:
        return self.name


class Addressee(models.Model):
    """Where letters for a public body go: to its PPID, or to the PPID's superior."""

    public_body = models.ForeignKey(PublicBody, models.PROTECT, related_name="addressees")
    role = models.CharField(max_length=12)
    office = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=400, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            one_of("role", AddresseeRole, "addressee_role_known"),
            models.UniqueConstraint(fields=["public_body", "role"], name="addressee_once"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.role}"


class Organisation(Sourced):
    """An organisation that asks for information, or is spoken of in a dispute."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=300, unique=True)
    short = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    spellings = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [term_of("kind", "applicant_kind", "organisation_kind_known", blank=True)]

    def __str__(self) -> str:
        return self.name


class Person(Sourced):
    """A person who acts in a dispute. Private applicants carry no name here."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    spellings = models.JSONField(default=list, blank=True)
    spelling_note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name


class Affiliation(Sourced):
    """A person's place in a house (member, staff, counsel), with its dates where known."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="affiliations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="affiliations"
    )
    public_body = models.ForeignKey(
        PublicBody, models.PROTECT, null=True, blank=True, related_name="affiliations"
    )
    commission = models.ForeignKey(
        Commission, models.PROTECT, null=True, blank=True, related_name="affiliations"
    )
    title = models.CharField(max_length=200)
    title_variants = models.JSONField(default=list, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(organisation__isnull=False, public_body=None, commission=None)
                    | models.Q(organisation=None, public_body__isnull=False, commission=None)
                    | models.Q(organisation=None, public_body=None, commission__isnull=False)
                ),
                name="affiliation_in_one_house",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.title}"
