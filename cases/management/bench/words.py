"""Words from elsewhere: many hearings of turns into their drafts, and one very long file."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

from cases.domain import captions, codes
from cases.domain.hearings import HearingState
from cases.management.bench.measure import Result, Sizes
from cases.models import Commission, Hearing, Utterance
from cases.services import transcripts
from cases.services.journal import Actor

ACTOR = Actor.system("bench")
NOW = datetime(2026, 1, 5, 2, tzinfo=UTC)
TURNS = 250  # of one hearing
LETTERS = 8_000  # of the long file, for each hearing
SENTENCE = "Majelis menanyakan dokumen pengadaan itu kepada Termohon -- "
TURN_MS, A_FILE_S = 2.0, 10.0


def measure(sizes: Sizes) -> Iterator[Result]:
    """Every turn comes in, none is lost; what is read takes one pass."""
    hearings = list(_hearings(sizes.hearings))
    content = _turns()
    before = Utterance.objects.count()
    began = time.process_time()
    for hearing in hearings:
        transcripts.import_file(hearing, content, name="bench.json", actor=ACTOR, now=NOW)
    spent = time.process_time() - began
    wanted = len(hearings) * TURNS
    yield Result(
        f"mengimpor {wanted} ucapan dari {len(hearings)} sidang, tiap ucapan",
        "milidetik CPU",
        round(spent * 1000 / wanted, 3),
        goal=TURN_MS,
        note="75.000 ucapan dalam dua setengah menit",
    )
    yield Result(
        "ucapan yang hilang",
        "ucapan",
        wanted - (Utterance.objects.count() - before),
        goal=0,
    )
    text = _long(sizes.hearings * LETTERS)
    began = time.process_time()
    captions.read(text)
    yield Result(
        f"membaca takarir {len(text)} huruf",
        "detik CPU",
        round(time.process_time() - began, 3),
        goal=A_FILE_S,
    )


def _hearings(count: int) -> Iterator[Hearing]:
    commission = Commission.objects.order_by("pk")[:1].get()
    for no in range(count):
        code = codes.derive("hearing", "bench", str(no))
        yield Hearing.objects.create(
            code=code,
            event_code=code,
            commission=commission,
            ordinal=1,
            kind="pembuktian",
            held_on=date(2026, 1, 5),
            state=HearingState.CLOSED,
        )


def _turns() -> bytes:
    rows = [
        {"start": no * 9, "end": 0, "speaker": f"Penutur {no % 6}", "text": f"{no}. {SENTENCE}"}
        for no in range(TURNS)
    ]
    return json.dumps(rows).encode()


def _long(letters: int) -> bytes:
    cue = f"00:00:00.000 --> 00:00:00.000\n<v Ketua>{SENTENCE}\n\n"
    return ("WEBVTT\n\n" + cue * (letters // len(cue))).encode()
