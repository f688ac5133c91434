"""The correcting desk: a draft is put right until it is certified; every wording is kept."""

from cases.services.transcripts.correcting.bulk import (
    Done,
    Found,
    Voicing,
    find,
    replace_all,
    revoice,
)
from cases.services.transcripts.correcting.closing import close, reopen
from cases.services.transcripts.correcting.proposals import (
    accept,
    open_window,
    propose,
    refuse,
    take_back,
)
from cases.services.transcripts.correcting.reading import confirm_word, read, read_all
from cases.services.transcripts.correcting.turns import (
    Telling,
    correct,
    insert,
    join,
    split,
    telling_of,
    withdraw,
)

__all__ = [
    "Done",
    "Found",
    "Telling",
    "Voicing",
    "accept",
    "close",
    "confirm_word",
    "correct",
    "find",
    "insert",
    "join",
    "open_window",
    "propose",
    "read",
    "read_all",
    "refuse",
    "reopen",
    "replace_all",
    "revoice",
    "split",
    "take_back",
    "telling_of",
    "withdraw",
]
