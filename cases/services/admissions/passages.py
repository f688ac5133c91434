"""Cited lines as rows: a citation that cannot point nowhere."""

from __future__ import annotations

import hashlib

from cases.models import Passage
from cases.queries.stances import Cited


def keep_passage(cited: Cited) -> Passage:
    """The passage of these lines, the same row for the same lines, with its fingerprint."""
    passage, _made = Passage.objects.get_or_create(
        first=cited.first,
        last=cited.last,
        defaults={
            "exact": cited.text,
            "exact_sha256": hashlib.sha256(cited.text.encode()).hexdigest(),
        },
    )
    return passage
