"""The life of a transcript: turns are written, questions judged, the whole frozen, released."""

from cases.services.transcripts.editions import add_erratum, freeze, publish
from cases.services.transcripts.turns import Judgement, Spoken, assess, capture, revise

__all__ = [
    "Judgement",
    "Spoken",
    "add_erratum",
    "assess",
    "capture",
    "freeze",
    "publish",
    "revise",
]
