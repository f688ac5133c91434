"""What the press wrote of hearings, laid beside what was said; never shown to the public."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.domain.admissions import Medium
from cases.models._choices import one_of
from cases.models.disputes import Dispute
from cases.models.transcripts import Utterance


class PressArticle(models.Model):
    """An article that was compared with the record: where it stands and its fingerprint.

    The text itself is not kept. ``length`` counts characters. Append-only.
    """

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="press_articles")
    outlet = models.CharField(max_length=200)
    medium = models.CharField(max_length=12)
    title = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    published_on = models.DateField(null=True, blank=True)
    length = models.PositiveIntegerField()
    text_sha256 = models.CharField(max_length=64)
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("medium", Medium, "article_medium_known"),
            models.UniqueConstraint(
                fields=["dispute", "outlet", "text_sha256"], name="article_once"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.outlet}"


class ReportedQuote(models.Model):
    """A quotation of an article and the turn that it renders, as a person saw it.

    ``start`` is its place in the text, in characters; ``differences`` is a list of
    ``{kind, reported, recorded}``; ``score`` runs from 0 to 100. Append-only.
    """

    article = models.ForeignKey(PressArticle, models.PROTECT, related_name="quotes")
    utterance = models.ForeignKey(Utterance, models.PROTECT, related_name="reported")
    start = models.PositiveIntegerField()
    quote = models.TextField()
    attributed_to = models.CharField(max_length=200, blank=True)
    differences = models.JSONField(default=list, blank=True)
    score = models.PositiveSmallIntegerField()
    reviewed_by = models.CharField(max_length=200)
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "start"], name="reported_quote_once"),
            models.CheckConstraint(condition=Q(score__lte=100), name="score_to_a_hundred"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
