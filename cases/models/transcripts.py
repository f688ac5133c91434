"""Utterances, their revisions, question threads; editions whose lines are rows for ever."""

from __future__ import annotations

from django.db import models

from cases.domain.admissions import QuestionFate
from cases.domain.transcripts import EditionKind, Rendering, UtteranceKind
from cases.models._choices import one_of
from cases.models.hearings import Hearing, HearingSession
from cases.models.parties import Person


class Utterance(models.Model):
    """One turn of a hearing. ``position`` orders it; ``number`` is given when frozen.

    The words live in ``UtteranceRevision``; what stands is the highest revision.
    """

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="utterances")
    session = models.ForeignKey(
        HearingSession, models.PROTECT, null=True, blank=True, related_name="utterances"
    )
    position = models.DecimalField(max_digits=14, decimal_places=6)
    number = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=20)
    rendering = models.CharField(max_length=12, default=Rendering.QUOTED)
    section = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="utterances"
    )
    speaker = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    side = models.CharField(max_length=20, blank=True)  # pemohon | termohon | majelis | …
    lang = models.CharField(max_length=8, default="id")
    replies_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies"
    )
    start_ms = models.PositiveIntegerField(null=True, blank=True)
    end_ms = models.PositiveIntegerField(null=True, blank=True)
    is_closed = models.BooleanField(default=False)
    items = models.ManyToManyField(
        "cases.InformationItem", related_name="utterances", blank=True
    )
    key = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            one_of("kind", UtteranceKind, "utterance_kind_known"),
            one_of("rendering", Rendering, "utterance_rendering_known"),
            models.UniqueConstraint(fields=["hearing", "position"], name="position_once"),
            models.UniqueConstraint(fields=["hearing", "number"], name="number_once"),
            models.CheckConstraint(
                condition=models.Q(replies_to=None) | models.Q(kind="answer"),
                name="only_answers_reply",
            ),
            models.CheckConstraint(
                condition=models.Q(end_ms=None)
                | models.Q(start_ms=None)
                | models.Q(end_ms__gte=models.F("start_ms")),
                name="utterance_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.position}"


class UtteranceRevision(models.Model):
    """The words of an utterance at one time; append-only from the first day."""

    utterance = models.ForeignKey(Utterance, models.PROTECT, related_name="revisions")
    rev = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    note = models.TextField(blank=True)
    confidence = models.CharField(max_length=6, blank=True)
    sources = models.JSONField(default=list, blank=True)
    # What a recogniser heard: [{text, start_ms, end_ms, probability}], or nothing.
    words = models.JSONField(null=True, blank=True)
    origin = models.CharField(max_length=12)  # key | asr | import | correction | press
    reason = models.TextField(blank=True)
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["utterance", "rev"], name="revision_once"),
            one_of(
                "origin", ["key", "asr", "import", "correction", "press"], "revision_origin"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} r{self.rev}"


class QuestionThread(models.Model):
    """A question and what became of it, judged by a person and dated."""

    question = models.OneToOneField(Utterance, models.PROTECT, related_name="thread")
    label = models.CharField(max_length=300, blank=True)
    fate = models.CharField(max_length=20, default=QuestionFate.OPEN)
    assessed_by = models.CharField(max_length=200, blank=True)
    assessed_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    # What was promised in writing, as a promise of its own that is kept or lapses.
    undertaking = models.OneToOneField(
        "cases.Undertaking", models.PROTECT, null=True, blank=True, related_name="thread"
    )

    class Meta:
        constraints = [one_of("fate", QuestionFate, "thread_fate_known")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.fate}"


class Edition(models.Model):
    """A transcript at one moment. Frozen editions never change; a correction is an erratum.

    ``code`` is the verification code printed on every page.
    """

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="editions")
    no = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14)
    code = models.CharField(max_length=8, unique=True)
    content_sha256 = models.CharField(max_length=64)
    line_count = models.PositiveIntegerField()
    layout = models.JSONField(default=dict)
    record = models.JSONField()  # the whole record as its lossless JSON form
    frozen_at = models.DateTimeField()
    frozen_on = models.DateField()
    certified_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hearing", "no"], name="edition_no_once"),
            one_of(
                "kind",
                [EditionKind.CERTIFIED, EditionKind.RECONSTRUCTION],
                "edition_kind_frozen",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=EditionKind.RECONSTRUCTION, certified_by=None)
                | models.Q(kind=EditionKind.CERTIFIED, certified_by__isnull=False),
                name="only_a_certified_edition_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} ed. {self.no}"


class EditionLine(models.Model):
    """One printed line. Every form of the edition reads these rows; nothing recomputes them."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="lines")
    page = models.PositiveIntegerField()
    line = models.PositiveSmallIntegerField()
    utterance = models.ForeignKey(
        Utterance, models.PROTECT, null=True, blank=True, related_name="lines"
    )
    char_from = models.PositiveIntegerField(default=0)
    char_to = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=8)  # text | head | blank | sealed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "page", "line"], name="line_once"),
            one_of("kind", ["text", "head", "blank", "sealed"], "line_kind_known"),
            models.CheckConstraint(
                condition=models.Q(line__gte=1, line__lte=25, page__gte=1),
                name="line_on_the_page",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.page}:{self.line}"


class Erratum(models.Model):
    """A correction of a frozen edition: an addition in its own series, never an edit."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="errata")
    no = models.PositiveSmallIntegerField()
    first = models.ForeignKey(EditionLine, models.PROTECT, related_name="+")
    last = models.ForeignKey(EditionLine, models.PROTECT, related_name="+")
    reads = models.TextField()
    correct = models.TextField()
    reason = models.TextField()
    ordered_by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "errata"
        constraints = [models.UniqueConstraint(fields=["edition", "no"], name="erratum_once")]

    def __str__(self) -> str:
        return f"#{self.pk} R-{self.no}"


class Passage(models.Model):
    """A citation that cannot point nowhere: both ends are lines that exist."""

    first = models.ForeignKey(EditionLine, models.PROTECT, related_name="+")
    last = models.ForeignKey(EditionLine, models.PROTECT, related_name="+")
    exact = models.TextField()
    exact_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "last"], name="passage_once"),
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="passage_runs_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
