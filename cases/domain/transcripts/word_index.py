"""Every word of a transcript with the lines on which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cases.domain.transcripts.record import Line

# Words that carry no meaning alone are left out.
STOP_WORDS = frozenset(
    """
    ada adalah agar akan apa atas atau bahwa bagi belum bila bukan dalam dan dapat
    dari dengan di hal ia ini itu jadi juga kalau kami kan karena ke kepada kita
    lagi maka masih merupakan mereka namun nah oleh pada para saja sampai saya
    sebagai sedang semua seperti serta sih sudah supaya tapi telah tentang terkait
    tersebut tetapi tidak untuk yang
    """.split()  # noqa: SIM905 -- a list of words reads best as words
)
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def word_index(lines: Sequence[Line]) -> Iterator[tuple[str, int, str]]:
    """``kontrak (14) 3:12, 14; 5:2``; numbers come last."""
    places: dict[str, list[tuple[int, int]]] = {}
    for line in lines:
        for word in WORD.findall(line.text.lower()) if line.kind == "text" else ():
            if word not in STOP_WORDS and (len(word) > 1 or word.isdigit()):
                places.setdefault(word, []).append((line.page, line.line))
    for word in sorted(places, key=lambda w: (w[0].isdigit(), w)):
        yield word, len(places[word]), _spread(places[word])


def _spread(places: Sequence[tuple[int, int]]) -> str:
    told: list[str] = []
    page = 0
    for here, line in dict.fromkeys(places):
        if here != page:
            told.append(f"{'; ' if told else ''}{here}:{line}")
            page = here
        else:
            told.append(f", {line}")
    return "".join(told)
