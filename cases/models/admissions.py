"""Propositions and the stances taken on them; statements outside the hearing stay apart."""

from __future__ import annotations

from django.db import models

from cases.domain.admissions import LegalEffect, Medium, Stance, Strength
from cases.models._choices import Sourced, one_of
from cases.models.disputes import Dispute, Participant
from cases.models.filing import InformationItem
from cases.models.parties import Organisation, Person, PublicBody
from cases.models.transcripts import Passage, Utterance


class Proposition(Sourced):
    """One neutral, atomic claim; ``not_covering`` says what it does not say."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="propositions")
    code = models.CharField(max_length=12)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    not_covering = models.TextField(blank=True)
    afterwards = models.TextField(blank=True)
    items = models.ManyToManyField(InformationItem, related_name="propositions", blank=True)
    # Others whose statements outside the hearing are read beside it; never a contradiction.
    beside = models.ManyToManyField("self", symmetrical=False, related_name="+", blank=True)
    reviewed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "code"], name="proposition_code_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class PublicStatement(Sourced):
    """Words said outside a hearing, as reported. Never testimony.

    Append-only but for ``reviewed_by``, which a second person fills once; until then no word of
    it is public. ``capacity`` is as reported; ``lang`` is the language of ``text``.
    """

    code = models.CharField(max_length=8, unique=True)
    key = models.CharField(max_length=60, blank=True)
    disputes = models.ManyToManyField(Dispute, related_name="public_statements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="public_statements")
    capacity = models.CharField(max_length=300, blank=True)
    said_on = models.DateField()
    place = models.CharField(max_length=300, blank=True)
    rendering = models.CharField(max_length=12)  # quoted | paraphrase | mixed
    text = models.TextField()
    text_en = models.TextField(blank=True)
    note = models.TextField(blank=True)
    relation = models.TextField(blank=True)
    reports_for = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outlet = models.CharField(max_length=200, blank=True)
    medium = models.CharField(max_length=12, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    published_on = models.DateField(null=True, blank=True)
    lang = models.CharField(max_length=8, default="id")
    asked_question = models.TextField(blank=True)
    written_by = models.CharField(max_length=200, blank=True)
    reviewed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            one_of("rendering", ["quoted", "paraphrase", "mixed"], "statement_rendering_known"),
            one_of("medium", ["", *Medium], "statement_medium_known"),
            models.CheckConstraint(
                condition=models.Q(reviewed_by="")
                | ~models.Q(reviewed_by=models.F("written_by")),
                name="statement_is_reviewed_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code}"


class Assertion(Sourced):
    """A stance of somebody on a proposition, with exactly one source.

    An effect in law (an admission among them) needs words spoken in a hearing, or an exhibit.
    ``passage`` names the lines in which the words stand. Append-only but for ``reviewed_by``,
    which a second person fills once; a withdrawal is a stance of its own.
    """

    proposition = models.ForeignKey(Proposition, models.PROTECT, related_name="assertions")
    participant = models.ForeignKey(
        Participant, models.PROTECT, null=True, blank=True, related_name="assertions"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="assertions"
    )
    capacity = models.CharField(max_length=300, blank=True)
    stance = models.CharField(max_length=14)
    strength = models.CharField(max_length=10, default=Strength.EXPLICIT)
    legal_effect = models.CharField(max_length=14, default=LegalEffect.NONE)
    made_on = models.DateField()
    utterance = models.ForeignKey(
        Utterance, models.PROTECT, null=True, blank=True, related_name="assertions"
    )
    public_statement = models.ForeignKey(
        PublicStatement, models.PROTECT, null=True, blank=True, related_name="assertions"
    )
    exhibit = models.ForeignKey(
        "cases.Exhibit", models.PROTECT, null=True, blank=True, related_name="assertions"
    )
    passage = models.ForeignKey(
        Passage, models.PROTECT, null=True, blank=True, related_name="assertions"
    )
    exhibit_page = models.PositiveIntegerField(null=True, blank=True)
    withdraws = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="withdrawn_by"
    )
    written_by = models.CharField(max_length=200)
    reviewed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            one_of("stance", Stance, "assertion_stance_known"),
            one_of("strength", Strength, "assertion_strength_known"),
            one_of("legal_effect", LegalEffect, "assertion_effect_known"),
            models.CheckConstraint(
                condition=(
                    models.Q(utterance__isnull=False, public_statement=None, exhibit=None)
                    | models.Q(utterance=None, public_statement__isnull=False, exhibit=None)
                    | models.Q(utterance=None, public_statement=None, exhibit__isnull=False)
                ),
                name="assertion_has_one_source",
            ),
            models.CheckConstraint(
                condition=~models.Q(reviewed_by=models.F("written_by")),
                name="assertion_is_reviewed_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(legal_effect=LegalEffect.NONE)
                | models.Q(public_statement=None),
                name="no_effect_outside_the_hearing",
            ),
            models.CheckConstraint(
                condition=~models.Q(legal_effect=LegalEffect.ADMISSION)
                | models.Q(participant__isnull=False),
                name="an_admission_binds_a_party",
            ),
            models.CheckConstraint(
                condition=models.Q(passage=None) | models.Q(utterance__isnull=False),
                name="a_passage_is_of_words_in_a_hearing",
            ),
            models.CheckConstraint(
                condition=models.Q(exhibit_page=None)
                | models.Q(exhibit__isnull=False, exhibit_page__gte=1),
                name="a_page_is_of_an_exhibit",
            ),
            models.CheckConstraint(
                condition=models.Q(withdraws=None)
                | models.Q(legal_effect=LegalEffect.WITHDRAWAL),
                name="what_withdraws_is_a_withdrawal",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.stance}"


class Undertaking(models.Model):
    """What a party undertook to do, until when, and whether it was kept."""

    assertion = models.OneToOneField(Assertion, models.PROTECT, related_name="undertaking")
    what = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    kept_on = models.DateField(null=True, blank=True)
    lapsed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kept_on=None) | models.Q(lapsed_on=None),
                name="undertaking_kept_or_lapsed",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class PanelOrder(Sourced):
    """An order of the panel during the proceedings, to a party, with its due date, and whether
    it was followed. ``outcome``: what sources tell of it; it ends an order as well.
    """

    hearing = models.ForeignKey("cases.Hearing", models.PROTECT, related_name="panel_orders")
    disputes = models.ManyToManyField(Dispute, related_name="panel_orders")
    key = models.CharField(max_length=20, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_note = models.CharField(max_length=200, blank=True)
    to_body = models.ForeignKey(
        PublicBody, models.PROTECT, null=True, blank=True, related_name="+"
    )
    utterance = models.ForeignKey(
        Utterance, models.PROTECT, null=True, blank=True, related_name="+"
    )
    what = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    kept_on = models.DateField(null=True, blank=True)
    lapsed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kept_on=None) | models.Q(lapsed_on=None),
                name="panel_order_kept_or_lapsed",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.key}"
