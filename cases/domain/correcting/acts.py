"""What is done to a draft at the correcting desk, and what is refused there."""

from __future__ import annotations

from enum import StrEnum

from cases.domain.errors import CaseError


class Act(StrEnum):
    """How a revision came about."""

    EDIT = "edit"
    SPEAKER = "speaker"  # many turns of one label at once
    REPLACE = "replace"  # search and replace
    SPLIT = "split"
    JOIN = "join"
    INSERT = "insert"
    PROPOSAL = "proposal"  # a party proposed it and the registrar accepted
    CLOSE = "close"  # said in a closed part, as the registrar found
    OPEN = "open"  # the same taken back


class ChangedMeanwhile(CaseError):
    """Somebody else wrote a later revision than the one that was seen."""

    code = "changed_meanwhile"


class NothingChanged(CaseError):
    """The turn stands already as it was told."""

    code = "nothing_changed"


class NotCorrectable(CaseError):
    """The turn is not one of those that stand in this draft, or has no word there."""

    code = "not_correctable"


class NotNeighbours(CaseError):
    """Only a turn and the next one are joined, both open or both closed."""

    code = "not_neighbours"


class TurnBuiltOn(CaseError):
    """What was answered, judged, admitted or ordered in a turn holds it where it is."""

    code = "turn_built_on"


class NoRun(CaseError):
    """A run of turns begins before it ends, and both its ends stand in one draft."""

    code = "no_run"


class ArticleNeeded(CaseError):
    """Nothing is closed without the article that allows it."""

    code = "article_needed"


class BehindDoors(CaseError):
    """What was said in a closed session or a closed part of the sound is not opened by hand."""

    code = "behind_doors"


class TimesReversed(CaseError):
    """A turn ends after it begins."""

    code = "times_reversed"


class OwnWords(CaseError):
    """The second reader is not who wrote the words last."""

    code = "own_words"


class NoWindow(CaseError):
    """Parties propose corrections while the registrar lets them."""

    code = "no_window"


class DraftNotOpen(CaseError):
    """The draft of a hearing that was closed to the public is not shown to parties."""

    code = "draft_not_open"


class Touched(CaseError):
    """A proposal is decided once."""

    code = "touched"


def check_split(words: int, at: int) -> None:
    """Refuse to cut where one side would have no word.

    Raises:
        NotCorrectable: as it says.
    """
    if not 0 < at < words:
        raise NotCorrectable("Giliran dipecah di antara dua kata.")


def check_times(start_ms: int | None, end_ms: int | None) -> None:
    """Refuse times that run back.

    Raises:
        TimesReversed: as it says.
    """
    if start_ms is not None and end_ms is not None and end_ms < start_ms:
        raise TimesReversed("Giliran itu berakhir sebelum mulai.")


def end_after(start_ms: int | None, end_ms: int | None) -> int | None:
    """When something ends that begins then; unknown where that would run back."""
    if start_ms is not None and end_ms is not None and end_ms < start_ms:
        return None
    return end_ms
