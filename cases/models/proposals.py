from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.domain.proposals import RowState
from cases.domain.scheduling.solving import Method
from cases.models._choices import one_of, term_of
from cases.models.accounts import User
from cases.models.disputes import Dispute
from cases.models.hearings import Hearing, Room
from cases.models.parties import Commission, Person


class Proposal(models.Model):
    """A computed calendar beside the plan of its day. It books nothing.

    Written whole, with the end of its job, and never changed. ``wish`` is what was asked,
    ``plan`` the plan that it was computed from, line by line; ``score`` holds the parts of what
    it costs, ``loads`` what each commissioner and registrar carries before and after.
    """

    code = models.CharField(max_length=8, unique=True)
    commission = models.ForeignKey(Commission, models.PROTECT, related_name="proposals")
    first = models.DateField()
    last = models.DateField()
    wish = models.JSONField(default=dict)
    plan = models.JSONField(default=list)
    method = models.CharField(max_length=10)
    is_best = models.BooleanField(default=False)
    first_after = models.FloatField()
    seconds = models.FloatField()
    score = models.JSONField(default=dict)
    loads = models.JSONField(default=list)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("method", Method, "proposal_method_known")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class ProposedSitting(models.Model):
    """One row: something to be heard, where it stands now, and where it is proposed.

    ``held_on`` empty: not placed; ``reasons`` are then the smallest sets of rules that would
    have to give. ``moves`` and ``made`` may vanish with a draft that is dropped, so ``now`` and
    ``made_code`` keep what they said. Only what was decided is ever changed.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="rows")
    no = models.PositiveSmallIntegerField()
    disputes = models.ManyToManyField(Dispute, related_name="+")
    label = models.CharField(max_length=500)
    kind = models.CharField(max_length=40)
    held_on = models.DateField(null=True, blank=True)
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+")
    registrar = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    moves = models.ForeignKey(Hearing, models.SET_NULL, null=True, blank=True, related_name="+")
    now = models.JSONField(default=dict, blank=True)
    due_on = models.DateField(null=True, blank=True)
    doubts = models.JSONField(default=list, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=8, default=RowState.OPEN)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    made_code = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "no"], name="proposed_sitting_once"),
            term_of("kind", "hearing_kind", "proposed_sitting_kind_known"),
            one_of("state", RowState, "proposed_sitting_state_known"),
            models.CheckConstraint(
                condition=Q(held_on=None, starts=None, ends=None)
                | Q(held_on__isnull=False, starts__isnull=False, ends__gt=models.F("starts")),
                name="proposed_sitting_has_day_and_hours",
            ),
            models.CheckConstraint(
                condition=Q(state=RowState.OPEN, decided_at=None)
                | ~Q(state=RowState.OPEN) & Q(decided_at__isnull=False),
                name="proposed_sitting_is_decided_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=RowState.ACCEPTED) | ~Q(made_code=""),
                name="proposed_sitting_accepted_made_a_hearing",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.no} {self.label}"
