"""WebVTT and SRT: cues between blank lines, or where somebody forgot the blank lines.

Read line by line and never back. A line with times begins a cue; the line right above it names
it; whatever stands alone is either told of or kept as words without times.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from cases.domain.captions import labels, markup, times
from cases.domain.captions.cue import (
    LONGEST_SPEAKER,
    MOST_CUES,
    Cue,
    Format,
    Notes,
    Oddity,
    Reading,
    UnreadableCaptions,
    Word,
    flat,
)

SIGN = "WEBVTT"
ASIDE = {"NOTE": Oddity.COMMENT, "STYLE": Oddity.STYLE, "REGION": Oddity.STYLE}
MOST_REPEATS = 5  # of one label before the same words
LOST_END = 50  # ms: a cue of a rolling caption that only carries lines on
FEWEST_CARRIED = 3  # of two cues or more one carries a line on: then captions roll up


@dataclass(slots=True)
class _Block:
    """A cue as it is gathered."""

    line: int
    start_ms: int | None = None
    end_ms: int | None = None
    lines: list[str] = field(default_factory=list)


def read(
    text: str, form: Format, notes: Notes, known: Collection[str] = (), own: str = ""
) -> Reading:
    """Every cue of a file of captions. ``own``: what stands in the first note of a file that
    this house wrote, whose cues are turns.

    Raises:
        UnreadableCaptions: it holds more cues than any hearing.
    """
    lines = text.split("\n")
    machine = _Machine(form, notes)
    begin = machine.head(lines) if form is Format.WEBVTT else 0
    for number in range(begin, len(lines)):
        machine.take(number + 1, lines[number])
    machine.end_block()
    cues: list[Cue] = []
    for block in machine.blocks:
        cues += _cues(block, form, notes, known)
    kept = spoken(_unrolled(cues, notes, is_rolling="<c>" in text), notes)
    is_own = bool(own) and any(own in one.text for one in notes.told)
    return Reading(form, times.in_order(kept, notes), tuple(notes.told), are_turns=is_own)


class _Machine:
    """The reader: which block is open, and which lines wait to learn what they are."""

    def __init__(self, form: Format, notes: Notes) -> None:
        self.form, self.notes = form, notes
        self.blocks: list[_Block] = []
        self.block: _Block | None = None
        self.waiting: list[tuple[int, str]] = []
        self.names: set[str] = set()
        self.last_number = 0

    def head(self, lines: Sequence[str]) -> int:
        """The lines above the first blank one or the first cue; where to go on."""
        said = lines[0].lstrip()[len(SIGN) :].strip()
        if said:
            self.notes.add(1, Oddity.HEADER, said)
        for number, line in enumerate(lines[1:], start=1):
            if not line.strip() or "-->" in line or line.split(" ")[0].strip() in ASIDE:
                return number
            after = lines[number + 1] if number + 1 < len(lines) else ""
            if "-->" in after:
                return number
            self.notes.add(number + 1, Oddity.HEADER, line.strip())
        return len(lines)

    def take(self, number: int, line: str) -> None:
        """One more line of the file."""
        timing = times.TIMING.fullmatch(line) if ">" in line else None
        if timing is not None:
            self._open(number, *timing.groups())
        elif not line.strip():
            # A line of spaces under the times is the empty row of captions that roll up.
            if line == "" or self.block is None or self.block.lines:
                self.end_block()
        elif self.block is not None:
            self.block.lines.append(line)
        else:
            if line.lstrip()[:1].isdigit() and "-->" in line:
                self.notes.add(number, Oddity.BAD_TIME, line.strip())
            self.waiting.append((number, line))

    def end_block(self) -> None:
        """A blank line, or the end: what waits is an aside, a stray name, or lost words."""
        waiting, self.waiting, self.block = self.waiting, [], None
        if not waiting:
            return
        number, first = waiting[0]
        words = first.split()
        if self.form is Format.WEBVTT and words[0] in ASIDE:
            told = "\n".join(line for _no, line in waiting).strip()
            self.notes.add(number, ASIDE[words[0]], told.removeprefix(words[0]).strip())
        elif len(waiting) == 1 and first.strip().isdecimal():
            self.notes.add(number, Oddity.LABEL, first.strip())
        else:
            self.notes.add(number, Oddity.NO_TIME)
            self._keep(_Block(number, lines=[line for _no, line in waiting]))

    def _open(self, number: int, start: str, end: str | None, rest: str | None) -> None:
        """A line of times: the line above it is a name, also where no blank line parts them
        and those before had a name as well.
        """
        above = self.block.lines if self.block is not None and self.names else []
        if above and above[-1].strip().isdecimal():
            self._name(number - 1, above.pop().strip())
        elif self.waiting:
            self._name(*self.waiting.pop())
            self.end_block()
        block = _Block(number, times.milliseconds(start), times.milliseconds(end or ""))
        if end is None:
            self.notes.add(number, Oddity.NO_END)
        if rest and rest.strip():
            self.notes.once(number, Oddity.FORMATTING, rest.strip())
        self._keep(block)
        self.block = block

    def _keep(self, block: _Block) -> None:
        if len(self.blocks) >= MOST_CUES:
            raise UnreadableCaptions(
                f"Berkas ini memuat lebih dari {MOST_CUES:,} takarir; bagi per sidang.".replace(
                    ",", "."
                )
            )
        self.blocks.append(block)

    def _name(self, number: int, name: str) -> None:
        """The name of a cue. One that only counts on is not told of."""
        name = name.strip()
        counts = name.isdecimal() and len(name) < 10 and int(name) == self.last_number + 1
        if name.isdecimal() and len(name) < 10:
            self.last_number = int(name)
        if name in self.names:
            self.notes.add(number, Oddity.REPEATED_LABEL, name)
        elif not counts:
            self.notes.add(number, Oddity.LABEL, name)
        self.names.add(name)


def _cues(block: _Block, form: Format, notes: Notes, known: Collection[str]) -> list[Cue]:
    """A block by voices and labels; its parts share its times."""
    found = []
    payload = "\n".join(block.lines)
    parts = markup.pieces(
        payload, notes, block.line, block.start_ms, has_entities=form is Format.WEBVTT
    )
    for piece in parts:
        for label, said in labels.parted(piece.text, known):
            cue = Cue(
                block.start_ms,
                block.end_ms,
                label or piece.voice,
                said,
                piece.words(block.end_ms) if not label else (),
                block.line,
            )
            found.append(named(cue, piece.voice, known, notes))
    return [times.tidied(cue, notes) for cue in found]


def named(cue: Cue, voice: str, known: Collection[str], notes: Notes) -> Cue:
    """The cue with its speaker told once: a label may be repeated, or too long to be one."""
    speaker, text = cue.speaker, cue.text
    if voice and speaker != voice:  # the voice says who; the label is part of the words
        same = speaker.casefold() == voice.casefold()
        text = text if same else f"{speaker}: {text.lstrip()}"
        speaker = voice
    for _time in range(MOST_REPEATS):
        again = labels.labelled(text, known)
        if not again[0] or again[0].casefold() != speaker.casefold():
            break
        notes.add(cue.line, Oddity.REPEATED_LABEL, again[0])
        text = again[1]
    if len(speaker) > LONGEST_SPEAKER:
        notes.add(cue.line, Oddity.LONG_SPEAKER, speaker[:60])
        speaker, text = "", f"{speaker}: {text.lstrip()}"
    return replace(cue, speaker=speaker, text=text)


def _unrolled(cues: Sequence[Cue], notes: Notes, *, is_rolling: bool) -> list[Cue]:
    """Captions that roll up show each line again while the next one comes: it is kept once.

    They are known by their dress, or by what most of them do; where they do not roll, a line
    that is said twice stands twice.
    """
    carried = _carried(cues)
    if not is_rolling and len(carried) < max(FEWEST_CARRIED, len(cues) / 2):
        return list(cues)
    found: list[Cue] = []
    for place, cue in enumerate(cues):
        if place not in carried:
            found.append(cue)
            continue
        lines = _lines(cue)
        notes.add(cue.line, Oddity.ROLLED, lines[0])
        if text := "\n".join(lines[1:]):
            found.append(replace(cue, text=text, words=_without(lines[0], cue.words)))
    return found


def _carried(cues: Sequence[Cue]) -> set[int]:
    """The cues that begin with the line that stood last, above others or for an instant."""
    found, shown = set(), ""
    for place, cue in enumerate(cues):
        lines = _lines(cue)
        if lines and lines[0] == shown and (len(lines) > 1 or _is_instant(cue)):
            found.add(place)
        shown = lines[-1] if lines else shown
    return found


def _without(line: str, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words that have times, of which the first holds all that stood before the second."""
    if not words or not words[0].text.startswith(line):
        return words
    rest = words[0].text.removeprefix(line).strip()
    return (replace(words[0], text=rest), *words[1:]) if rest else words[1:]


def _lines(cue: Cue) -> list[str]:
    return [flat(line) for line in cue.text.split("\n") if line.strip()]


def _is_instant(cue: Cue) -> bool:
    return cue.end_ms is not None and cue.end_ms - (cue.start_ms or 0) <= LOST_END


def spoken(cues: Iterable[Cue], notes: Notes) -> list[Cue]:
    """The cues that hold words, each on one line."""
    found = []
    for cue in cues:
        text = flat(cue.text)
        if text:
            found.append(replace(cue, text=text))
        else:
            notes.add(cue.line, Oddity.EMPTY, cue.speaker)
    return found
