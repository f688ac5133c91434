"""What became of questions, judgement by judgement."""

from __future__ import annotations

from django.db import models

from cases.domain.admissions import QuestionFate
from cases.models._choices import one_of
from cases.models.correspondence import Correspondence
from cases.models.documents import Exhibit
from cases.models.transcripts import QuestionThread, Utterance


class QuestionJudgement(models.Model):
    """One judgement of one person on one day; the thread shows the latest.

    An answer that came later names where it is found: a turn of a later hearing, an exhibit, a
    letter. ``is_lapse``: what was promised in writing did not come.
    """

    thread = models.ForeignKey(QuestionThread, models.PROTECT, related_name="judgements")
    fate = models.CharField(max_length=20)
    assessed_by = models.CharField(max_length=200, blank=True)
    assessed_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    answer = models.ForeignKey(
        Utterance, models.PROTECT, null=True, blank=True, related_name="settles"
    )
    exhibit = models.ForeignKey(
        Exhibit, models.PROTECT, null=True, blank=True, related_name="settles"
    )
    letter = models.ForeignKey(
        Correspondence, models.PROTECT, null=True, blank=True, related_name="settles"
    )
    is_lapse = models.BooleanField(default=False)

    class Meta:
        constraints = [one_of("fate", QuestionFate, "judgement_fate_known")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.fate}"
