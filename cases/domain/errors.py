"""One family of refusals. A refusal is an answer of the law or the record, not a bug."""

from __future__ import annotations

from typing import ClassVar

from cases.domain.sources import Article


class CaseError(Exception):
    """A lawful refusal: ``code`` for machines, ``article`` for why, a sentence for people."""

    code: ClassVar[str] = "refused"

    def __init__(self, sentence: str, *, article: Article | None = None) -> None:
        super().__init__(sentence)
        self.article = article


class ReasonNeeded(CaseError):
    """Who ends a process, or replaces somebody, says why."""

    code = "reason_needed"
