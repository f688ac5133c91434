"""Deciding about personal data before it becomes public: item by item, each with its reason."""

from __future__ import annotations

from datetime import datetime

from cases.adapters import vault
from cases.domain import personal_data as rules
from cases.domain.personal_data import Choice
from cases.domain.rights import Right
from cases.models import PersonalDecision, User
from cases.models.columns import longest
from cases.queries import personal_data as queries
from cases.queries.personal_data import Subject
from cases.services import accounts, journal, publication, rights


@publication.one_act
def decide(
    subject: Subject, mark: str, choice: Choice, *, reason: str, by: User, now: datetime
) -> None:
    """Keep one item in public, with a reason, or mask it; a later decision takes its place.

    The journal tells the kind, the choice and the mark, and never what was found.

    Raises:
        NotFoundThere: no such item stands in the subject.
        KeptWithoutReason: it shall stay, and nobody says why.
        NotTheRegistry: ``by`` does not work in the registry of its disputes.
    """
    rights.check(Right.REGISTRY, subject.disputes, by)
    item = next((one for one in queries.items(subject) if one.mark == mark), None)
    if item is None:
        raise rules.NotFoundThere("Data pribadi itu tidak (lagi) ada dalam naskah ini.")
    rules.check_choice(choice, reason)
    written = vault.close(item.found.text) if choice is Choice.MASK else ""
    for dispute in subject.disputes:
        PersonalDecision.objects.create(
            dispute=dispute,
            subject=subject.kind,
            subject_code=subject.code,
            kind=item.found.kind,
            mark=mark,
            written=written,
            choice=choice,
            reason=" ".join(reason.split())[: longest(PersonalDecision, "reason")],
            decided_by=by,
            decided_at=now,
        )
        journal.record(
            "personal_data_decided",
            actor=accounts.as_actor(by),
            at=now,
            dispute=dispute,
            payload={
                "subject": subject.kind.value,
                "code": subject.code,
                "kind": item.found.kind.value,
                "choice": choice.value,
                "mark": mark,
            },
        )
    publication.shelve_all(subject.disputes, now=now)
