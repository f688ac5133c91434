"""Who is said to have spoken, and on which day, as it stands around a quotation."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cases.domain.press.dates import Day, days
from cases.domain.press.quotations import (
    AFTER_NAME,
    BEFORE_NAME,
    LONGEST_NAME,
    Quotation,
)

AROUND = 240  # characters before and after a quotation in which its speaker is looked for
AFTER = re.compile(
    rf"^[\s,.!?”\"»]*(?:{'|'.join(BEFORE_NAME)})(?P<same>nya)?\b\s*"
    rf"(?P<name>[^,.;:()“”\"«»\n]{{0,{LONGEST_NAME}}})",
    re.IGNORECASE,
)
BEFORE = re.compile(
    rf"(?P<name>[^.;!?“”\"«»\n]{{2,{LONGEST_NAME}}}?)"
    rf"(?:\s+(?:{'|'.join(AFTER_NAME)})\b[^.;!?“”\"«»\n]{{0,80}}|\s*:)[\s,:“\"„«]*$",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\b(?:saat|ketika|dalam|di|pada|kepada|usai|seusai|sambil|seraya|seperti|dikutip|dilansir|"
    r"melalui|lewat|yang|untuk|sebelum|setelah|kemudian|lalu|lagi|singkat|dengan)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
PRONOUNS = frozenset({"dia", "ia", "beliau", ""})


@dataclass(frozen=True, slots=True)
class Attribution:
    """The speaker as named, empty where nobody is, and the day that is told, if one is."""

    speaker: str
    on: Day | None


class Around:
    """An article whose quotations are asked about one after the other, in their order."""

    def __init__(self, article: str) -> None:
        self._article = article
        self._days = days(article)
        self._starts = [day.start for day in self._days]
        self._last = ""

    def attribution(self, quotation: Quotation) -> Attribution:
        """Who is said to have spoken; a pronoun is whoever was named last."""
        named = quotation.speaker or self._after(quotation) or self._before(quotation)
        speaker = _cut(named) if named is not None else ""
        if named is not None and speaker.lower() in PRONOUNS:
            speaker = self._last
        if speaker:
            self._last = speaker
        return Attribution(speaker, self._day(quotation))

    def _after(self, quotation: Quotation) -> str | None:
        found = AFTER.match(self._article[quotation.end : quotation.end + AROUND])
        if found is None:
            return None
        return "dia" if found["same"] else found["name"].strip()

    def _before(self, quotation: Quotation) -> str | None:
        start = max(quotation.start - AROUND, 0)
        before = self._article[start : quotation.start].rpartition("\n")[2]
        found = BEFORE.search(before)
        return found["name"].strip() if found else None

    def _day(self, quotation: Quotation) -> Day | None:
        """In the same paragraph, after it before all; else the last day told in brackets."""
        start = self._article.rfind("\n", 0, quotation.start) + 1
        end = self._article.find("\n", quotation.end)
        end = len(self._article) if end < 0 else end
        here = bisect.bisect_left(self._starts, quotation.end)
        before = bisect.bisect_left(self._starts, quotation.start)
        if here < len(self._days) and self._days[here].start < end:
            return self._days[here]
        earlier: Sequence[Day] = self._days[:before]
        if earlier and earlier[-1].start >= start:
            return earlier[-1]
        return next((day for day in reversed(earlier[-20:]) if self._is_bracketed(day)), None)

    def _is_bracketed(self, day: Day) -> bool:
        return self._article[max(day.start - 1, 0) : day.start] == "("


def _cut(name: str) -> str:
    return ENDS.sub("", name).strip(" ,:;-–")
