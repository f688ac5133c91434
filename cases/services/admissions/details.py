"""What is told of propositions, stances, statements and orders when they are written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.domain import admissions as rules
from cases.models import (
    Exhibit,
    Organisation,
    Participant,
    Passage,
    Person,
    PublicStatement,
    Utterance,
)


@dataclass(frozen=True, slots=True)
class PropositionDetails:
    """A neutral, atomic claim, and what it does not say."""

    code: str
    text: str
    text_en: str = ""
    not_covering: str = ""
    afterwards: str = ""


@dataclass(frozen=True, slots=True)
class StanceDetails:
    """Who took which stance, when, with which effect; exactly one source.

    ``passage`` says in which lines the utterance stands, ``exhibit_page`` on which page.
    """

    stance: rules.Stance
    made_on: date
    effect: rules.LegalEffect = rules.LegalEffect.NONE
    strength: rules.Strength = rules.Strength.EXPLICIT
    participant: Participant | None = None
    person: Person | None = None
    capacity: str = ""
    utterance: Utterance | None = None
    public_statement: PublicStatement | None = None
    exhibit: Exhibit | None = None
    passage: Passage | None = None
    exhibit_page: int | None = None


@dataclass(frozen=True, slots=True)
class StatementDetails:
    """Words outside a hearing, as reported. ``reports_for``: whose word is passed on.

    ``key`` names it where it came from, so that its code is the same everywhere; a statement
    without one gets a code by chance.
    """

    key: str
    said_on: date
    rendering: str
    text: str
    text_en: str = ""
    capacity: str = ""
    place: str = ""
    note: str = ""
    relation: str = ""
    reports_for: Organisation | None = None
    outlet: str = ""
    medium: str = ""
    url: str = ""
    published_on: date | None = None
    lang: str = "id"
    asked_question: str = ""


@dataclass(frozen=True, slots=True)
class PanelOrderDetails:
    key: str
    what: str
    due_on: date | None = None
    outcome: str = ""
    by_note: str = ""
