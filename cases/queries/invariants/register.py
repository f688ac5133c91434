"""The register: stages, numbers, what was struck off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cases.domain import numbering
from cases.domain.stages import Stage
from cases.models import (
    Dispute,
    JournalEntry,
    RegisterCounter,
    RegisterNumber,
    StruckEntry,
)
from cases.queries.invariants.rule import Rule


def _stages() -> Iterator[tuple[str, bool]]:
    """The stage of a dispute is where the last move in the journal led."""
    moves = JournalEntry.objects.filter(act="stage_moved").order_by("chain", "seq")
    last = {code: told["to"] for code, told in moves.values_list("dispute_code", "payload")}
    for code, stage in Dispute.objects.order_by("code").values_list("code", "stage"):
        if code in last:
            yield code, last[code] == stage


def _counted() -> Iterator[tuple[str, bool]]:
    """Since its counter began a series gives every number of a year once, struck ones too.

    What was written by hand before has the gaps that the book has.
    """
    given: dict[tuple[int, str, int | None], list[int]] = {}
    rows = RegisterNumber.objects.filter(kind="register", seq__isnull=False)
    for commission, raw, seq, year in rows.values_list("commission", "raw", "seq", "year"):
        place = commission, numbering.read(raw).series, year
        given.setdefault(place, []).append(seq or 0)
    counters = RegisterCounter.objects.select_related("series").order_by("pk")
    for one in counters:
        series = one.series
        place = series.commission_id, numbering.series_of(series.pattern), one.year
        counts = Counter(seq for seq in given.get(place, ()) if seq > one.begins_after)
        taken = range(one.begins_after + 1, one.last + 1)
        yield f"{series.pattern} {one.year}", counts == Counter(taken)


def _struck() -> Iterator[tuple[str, bool]]:
    """What is struck off has its entry, and another dispute of the register stands for it."""
    rows = StruckEntry.objects.select_related("dispute", "stands").order_by("pk")
    found = {row.dispute.code: row for row in rows}
    struck = set(Dispute.objects.filter(stage=Stage.STRUCK_OFF).values_list("code", flat=True))
    for code in sorted(struck | set(found)):
        row = found.get(code)
        is_one_book = row and row.dispute.commission_id == row.stands.commission_id
        yield code, code in struck and bool(is_one_book) and not _leads_back(code, found)


def _leads_back(code: str, found: dict[str, StruckEntry]) -> bool:
    """Whether the entries that stand for one another lead nowhere."""
    seen, here = set(), code
    while here in found:
        if here in seen:
            return True
        seen.add(here)
        here = found[here].stands.code
    return False


RULES = (
    Rule("register_has_no_gap", "Nomor tiap deret urut sejak pencacahnya mulai", _counted),
    Rule("struck_entry_leads_on", "Yang dicoret menunjuk pendaftaran yang berlaku", _struck),
    Rule("stage_is_the_last_move", "Tahap sama dengan langkah terakhir jurnal", _stages),
)
