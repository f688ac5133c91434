from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.domain.mediation import BY_A_PARTY, FileKind, Outcome
from cases.domain.notices import PARTIES
from cases.models._choices import one_of, term_of
from cases.models.disputes import Dispute
from cases.models.filing import InformationItem
from cases.models.hearings import Hearing
from cases.models.rulings import Decision


class Mediation(models.Model):
    """One attempt to settle some items of a dispute; who leads it has the seat of mediator.

    ``begun_on`` is the day on which adjudication was adjourned for it, ``ended_on`` that of its
    outcome; local days. ``settled`` are the items that the agreement covers, ``decision`` what
    became of it. ``code`` is drawn by chance. Only parties, mediator and registry see it:
    ``queries.mediation`` decides.
    """

    code = models.CharField(max_length=8, unique=True)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="mediations")
    items = models.ManyToManyField(InformationItem, related_name="mediations")
    settled = models.ManyToManyField(InformationItem, related_name="+")
    begun_on = models.DateField()
    begun_by = models.ForeignKey("cases.User", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=30, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="mediation"
    )

    class Meta:
        constraints = [
            term_of("outcome", "mediation_outcome", "mediation_outcome_known", blank=True),
            models.UniqueConstraint(
                fields=["dispute"], condition=Q(outcome=""), name="one_mediation_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_on=None) | ~Q(outcome="") & ~Q(ended_on=None),
                name="an_outcome_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("begun_on")),
                name="mediation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(decision=None) | Q(outcome=Outcome.AGREED.value),
                name="only_an_agreement_becomes_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class MediationExtension(models.Model):
    """The one time by which a mediation was lengthened, and why."""

    mediation = models.OneToOneField(Mediation, models.PROTECT, related_name="extension")
    decided_on = models.DateField()
    reason = models.TextField()
    decided_by = models.ForeignKey("cases.User", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk} {self.decided_on}"


class MediationNote(models.Model):
    """What those who lead a mediation keep for themselves; of a caucus, the mediator alone."""

    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="notes")
    hearing = models.ForeignKey(
        Hearing, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_caucus = models.BooleanField(default=False)
    text = models.TextField()
    written_by = models.ForeignKey("cases.User", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.pk}"


class MediationAgreement(models.Model):
    """The text of an agreement as the mediator wrote it; the highest number stands."""

    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="agreements")
    no = models.PositiveSmallIntegerField()
    text = models.TextField()
    written_by = models.ForeignKey("cases.User", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mediation", "no"], name="agreement_no_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.no}"


class MediationDeclaration(models.Model):
    """The writing by which a party declared a mediation failed, or left it (Pasal 42)."""

    mediation = models.OneToOneField(Mediation, models.PROTECT, related_name="declaration")
    outcome = models.CharField(max_length=30)
    side = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    declared_on = models.DateField()
    noted_by = models.ForeignKey("cases.User", models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("outcome", BY_A_PARTY, "declaration_outcome_known"),
            one_of("side", PARTIES, "declaration_side_known"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.outcome}"


class MediationFile(models.Model):
    """A file of a mediation. It serves nowhere else, and is seen by nobody else."""

    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="files")
    upload = models.OneToOneField("cases.Upload", models.PROTECT, related_name="mediation_file")
    kind = models.CharField(max_length=10)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("kind", FileKind, "mediation_file_kind_known")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.upload_id}"
