"""Personal data in what is about to become public: what is found and what was decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cases.adapters import vault
from cases.domain import personal_data as rules
from cases.domain import vocabulary
from cases.domain.personal_data import Choice, DataKind, DataSubject, Found
from cases.models import (
    Dispute,
    Edition,
    EditionLine,
    PersonalDecision,
    PublicStatement,
    Redaction,
)

Masks = Sequence[tuple[str, str]]
NOTHING_SAID = "-"


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that shall become public: of which disputes, and what was found where."""

    kind: DataSubject
    code: str
    disputes: Sequence[Dispute]
    found: Sequence[tuple[str, Found]]


@dataclass(frozen=True, slots=True)
class Item:
    """One item with where it stands; ``decision`` None: nobody has decided."""

    found: Found
    where: tuple[str, ...]
    mark: str
    decision: PersonalDecision | None

    @property
    def is_masked(self) -> bool:
        """Whether it was decided that the public shall not read it."""
        return self.decision is not None and self.decision.choice == Choice.MASK


def of_edition(edition: Edition) -> Subject:
    """A frozen transcript: its printed words, turn by turn; closed lines have none."""
    lines = (
        EditionLine.objects.filter(edition=edition)
        .exclude(text="")
        .order_by("page", "line")
        .values_list("utterance__number", "page", "line", "text")
    )
    parts = []
    for number, rows in groupby(lines, key=lambda row: row[0]):
        told = list(rows)
        where = f"butir {number}" if number else f"{told[0][1]}:{told[0][2]}"
        parts.append((where, " ".join(row[3] for row in told)))
    served = list(edition.hearing.disputes.order_by("pk"))
    return Subject(DataSubject.EDITION, edition.code, served, _found(parts))


def of_statement(statement: PublicStatement) -> Subject:
    """Words outside the hearing, with all that stands beside them on the page."""
    columns = ("text", "text_en", "asked_question", "place", "note")
    parts = [(NOTHING_SAID, getattr(statement, column)) for column in columns]
    disputes = list(statement.disputes.order_by("pk"))
    return Subject(DataSubject.STATEMENT, statement.code, disputes, _found(parts))


def of_redaction(redaction: Redaction) -> Subject:
    """A redacted copy: what the worker found in the words outside its boxes."""
    told = json.loads(vault.reveal(redaction.remaining)) if redaction.remaining else {}
    found = [
        (where, Found(DataKind(kind), text, 0, len(text)))
        for where, kind, text in told.get("found", ())
    ]
    return Subject(DataSubject.REDACTION, redaction.code, [redaction.dispute], found)


def of_writing(dispute: Dispute, *texts: str) -> Subject:
    """What somebody is about to write in public in a dispute."""
    parts = [(NOTHING_SAID, text) for text in texts]
    return Subject(DataSubject.WRITING, dispute.code, [dispute], _found(parts))


def letters_read(redaction: Redaction) -> int:
    """How many letters of a redacted copy could be searched; 0 where it is a mere picture."""
    told = json.loads(vault.reveal(redaction.remaining)) if redaction.remaining else {}
    return int(told.get("letters", 0))


def items(subject: Subject) -> tuple[Item, ...]:
    """Each item once, with all its places and the decision that holds. One query."""
    by_mark: dict[str, tuple[Found, list[str]]] = {}
    for where, found in subject.found:
        _first, places = by_mark.setdefault(mark_of(found), (found, []))
        if where not in places:
            places.append(where)
    rows = PersonalDecision.objects.filter(
        subject=subject.kind, subject_code=subject.code, mark__in=list(by_mark)
    )
    standing = {row.mark: row for row in rows.order_by("pk").select_related("decided_by")}
    return tuple(
        Item(found, tuple(places), mark, standing.get(mark))
        for mark, (found, places) in by_mark.items()
    )


def check(subject: Subject) -> tuple[Item, ...]:
    """The items of what shall become public, all of them decided.

    Raises:
        Undecided: one is not.
    """
    if not subject.found:
        return ()
    found = items(subject)
    undecided = [one.found for one in found if one.decision is None]
    rules.check_decided(undecided, lambda kind: vocabulary.label("data_kind", kind))
    return found


def mark_of(found: Found) -> str:
    """What knows an item again, however it is spaced, without telling it."""
    return vault.mark(f"{found.kind}:{found.normal}")


def masks(dispute_ids: Iterable[int]) -> Mapping[int, Masks]:
    """By dispute, what was decided to be masked, and the words that stand in its place."""
    rows = PersonalDecision.objects.filter(dispute__in=list(dispute_ids)).order_by("pk")
    standing = {(row.dispute_id, row.subject, row.subject_code, row.mark): row for row in rows}
    found: dict[int, list[tuple[str, str]]] = {}
    for row in standing.values():
        if row.choice == Choice.MASK:
            label = f"[{vocabulary.label('data_kind', row.kind)} disamarkan]"
            found.setdefault(row.dispute_id, []).append((vault.reveal(row.written), label))
    return found


def all_masks(dispute_ids: Iterable[int]) -> Masks:
    """The masks of several disputes together."""
    return [one for some in masks(dispute_ids).values() for one in some]


def _found(parts: Iterable[tuple[str, str]]) -> list[tuple[str, Found]]:
    return [(where, one) for where, text in parts for one in rules.find(text)]


def waiting(dispute: Dispute) -> Iterator[Subject]:
    """What of a dispute waits to become public and holds personal data."""
    editions = Edition.objects.filter(hearing__disputes=dispute, published_at=None)
    for edition in editions.select_related("hearing").order_by("pk"):
        yield of_edition(edition)
    statements = dispute.public_statements.filter(reviewed_by="", refusal=None)
    for statement in statements.order_by("pk"):
        yield of_statement(statement)
    made = Redaction.objects.filter(dispute=dispute, document__isnull=False)
    copies = made.filter(confirmed_at=None)
    for redaction in copies.select_related("dispute").order_by("pk"):
        yield of_redaction(redaction)
