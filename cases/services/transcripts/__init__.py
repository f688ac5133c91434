"""The life of a transcript: turns are written, questions judged, the whole frozen, released."""

from cases.services.transcripts.certifying import (
    approve,
    check_again,
    freeze_to_certify,
    release,
    sign,
)
from cases.services.transcripts.editions import add_erratum, publish
from cases.services.transcripts.freezing import freeze
from cases.services.transcripts.imports import import_file
from cases.services.transcripts.imports import order as order_import
from cases.services.transcripts.imports import perform as perform_import
from cases.services.transcripts.reissuing import (
    Correction,
    OrderDetails,
    correct,
    order_edition,
)
from cases.services.transcripts.signing import order as order_signature
from cases.services.transcripts.signing import perform as perform_signature
from cases.services.transcripts.turns import Judgement, Spoken, assess, capture, revise

__all__ = [
    "Correction",
    "Judgement",
    "OrderDetails",
    "Spoken",
    "add_erratum",
    "approve",
    "assess",
    "capture",
    "check_again",
    "correct",
    "freeze",
    "freeze_to_certify",
    "import_file",
    "order_edition",
    "order_import",
    "order_signature",
    "perform_import",
    "perform_signature",
    "publish",
    "release",
    "revise",
    "sign",
]
