"""Finding the turn that a quotation renders: by rare words first, then letter by letter."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from cases.domain.press.quotations import Quotation
from cases.domain.press.words import Word, is_shortened, spoken, words

CANDIDATES = 6
HEAVIEST = 16  # words of a quotation by which turns are looked for
SHORT = 3  # words; so few are found by what was asked before them alone
SHORT_REPLY = 8
ENOUGH, ENOUGH_RETOLD = 66, 60  # of 100
FEWEST_RETOLD = 4  # words of a turn that a retelling must have
REPLY_DIFFERS = 50  # an answer that is reported with other words
SLACK = 3  # words beside those that fit best, for a quotation may leave some out
TOO_LONG = 1.6  # times the turn; a longer quotation renders something else


@dataclass(frozen=True, slots=True)
class Said:
    """A turn of the record as it is compared; ``replies_to`` is the key of its question."""

    key: int
    speaker: str
    role: str
    text: str
    on: date
    replies_to: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A turn, how well it fits from 0 to 100, and the words of it that were rendered, with some
    around them where they are a part of the turn.
    """

    said: Said
    score: int
    excerpt: str
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class _Turn:
    said: Said
    words: tuple[Word, ...]
    line: str


class Record:
    """The turns against which quotations are held."""

    def __init__(self, turns: Sequence[Said]) -> None:
        self._turns = [_turn(one) for one in turns]
        self._where: dict[str, list[int]] = defaultdict(list)
        self._by_line: dict[str, list[int]] = defaultdict(list)
        self._replies: dict[int, list[int]] = defaultdict(list)
        for no, turn in enumerate(self._turns):
            self._by_line[turn.line].append(no)
            if turn.said.replies_to is not None:
                self._replies[turn.said.replies_to].append(no)
            for word in {word.folded for word in turn.words}:
                self._where[word].append(no)

    def find(self, quotation: Quotation, after: Said | None = None) -> Match | None:
        """The turn that is rendered; ``after``: the turn that was rendered just before."""
        told = words(spoken(quotation.text))
        if not told:
            return None
        if not quotation.is_direct:
            return self._retold(told)
        if len(told) <= SHORT:
            return self._brief(told, after)
        has_gaps = is_shortened(quotation.text)
        found = [self._match(no, told, has_gaps=has_gaps) for no in self._candidates(told)]
        best = max(found, key=lambda match: match.score, default=None)
        return best if best is not None and best.score >= ENOUGH else None

    def _weight(self, word: str) -> float:
        return math.log((len(self._turns) + 1) / (len(self._where.get(word, ())) + 0.5))

    def _candidates(self, told: Sequence[Word]) -> list[int]:
        """The turns that share the most of the heaviest words."""
        shared: dict[int, float] = defaultdict(float)
        known = {word.folded for word in told if word.folded in self._where}
        for word in heapq.nlargest(HEAVIEST, sorted(known), key=self._weight):
            weight = self._weight(word)
            for no in self._where[word]:
                shared[no] += weight
        return heapq.nlargest(CANDIDATES, shared, key=lambda no: (shared[no], -no))

    def _match(self, no: int, told: Sequence[Word], *, has_gaps: bool) -> Match:
        turn, line = self._turns[no], _line(told)
        if has_gaps:
            whole = fuzz.token_set_ratio(line, turn.line)
            return Match(turn.said, round(whole), turn.said.text, is_part=True)
        if len(line) > TOO_LONG * len(turn.line):
            return Match(turn.said, round(fuzz.ratio(line, turn.line)), turn.said.text)
        if len(line) >= len(turn.line):
            score = max(fuzz.ratio(line, turn.line), fuzz.token_set_ratio(line, turn.line))
            return Match(turn.said, round(score), turn.said.text)
        found = fuzz.partial_ratio_alignment(line, turn.line)
        if found is None:
            return Match(turn.said, 0, turn.said.text)
        excerpt = _cut(turn, found.dest_start, found.dest_end)
        score = (found.score + fuzz.token_set_ratio(line, excerpt[1])) / 2
        return Match(turn.said, round(max(score, found.score)), excerpt[0], is_part=True)

    def _brief(self, told: Sequence[Word], after: Said | None) -> Match | None:
        """One word or two: the answer to what was just asked, or a turn that is no more."""
        line = _line(told)
        for no in self._replies.get(after.key, ()) if after is not None else ():
            turn = self._turns[no]
            if f" {line} " in f" {turn.line} ":
                return Match(turn.said, 100, turn.said.text)
            if len(turn.words) <= SHORT_REPLY:
                score = max(round(fuzz.ratio(line, turn.line)), REPLY_DIFFERS)
                return Match(turn.said, score, turn.said.text)
        alone = self._by_line.get(line, [])
        if len(alone) != 1:
            return None
        said = self._turns[alone[0]].said
        return Match(said, 100, said.text)

    def _retold(self, told: Sequence[Word]) -> Match | None:
        """By the weight of the words that a turn shares with the retelling."""
        line = {word.folded for word in told}
        whole = sum(self._weight(word) for word in line)
        best: Match | None = None
        for no in self._candidates(told):
            shared = line & {word.folded for word in self._turns[no].words}
            score = round(100 * sum(self._weight(word) for word in shared) / whole)
            is_better = best is None or score > best.score
            if len(shared) >= FEWEST_RETOLD and score >= ENOUGH_RETOLD and is_better:
                said = self._turns[no].said
                best = Match(said, score, said.text)
        return best


def _turn(said: Said) -> _Turn:
    told = words(said.text)
    return _Turn(said, told, _line(told))


def _line(told: Sequence[Word]) -> str:
    return " ".join(word.folded for word in told)


def _cut(turn: _Turn, start: int, end: int) -> tuple[str, str]:
    """The whole words of a turn between two places of its line, folded; and the same with some
    words before and after, as printed.
    """
    first = turn.line.count(" ", 0, start)
    last = first + turn.line.count(" ", start, end) + 1
    slack = SLACK + (last - first) // 4
    around = turn.words[max(first - slack, 0) : last + slack]
    excerpt = turn.said.text[around[0].start : around[-1].end]
    return excerpt, _line(turn.words[first:last])
