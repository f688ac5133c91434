"""From a draft to a record that everybody may read: the steps, their order, the refusals.

A step is an act of somebody, bound to the fingerprint of what it is about; none is taken back.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from cases.domain.errors import CaseError


class StepKind(StrEnum):
    """What is done with an edition before it may be released, in this order."""

    FROZEN = "frozen"  # by the registry
    SIGNED = "signed"  # by the registrar
    APPROVED = "approved"  # by the chair, or by who acts for the chair
    CHECKED = "checked"  # by the worker: every form made and held against the rows


STEPS = tuple(StepKind)


class ObstaclesRemain(CaseError):
    """What the record lacks to be one."""

    code = "obstacles_remain"


class NotTheRegistrar(CaseError):
    """A transcript is signed by the registrar who is named in it."""

    code = "not_the_registrar"


class NotOfThePanel(CaseError):
    """A transcript is approved by the panel that sat."""

    code = "not_of_the_panel"


class StepOutOfOrder(CaseError):
    """The step before it is missing, or this one is done."""

    code = "step_out_of_order"


class FormsFaulty(CaseError):
    """A form of the edition does not say what its rows say."""

    code = "forms_faulty"


class NotYetChecked(CaseError):
    """An edition that goes from hand to hand is released when every hand has had it."""

    code = "not_yet_checked"


class NothingToRepeat(CaseError):
    """Work is done again only where it was given up."""

    code = "nothing_to_repeat"


class OrderStillOpen(CaseError):
    """A second edition is under way already."""

    code = "order_still_open"


class NothingReleased(CaseError):
    """What the public never had is not replaced."""

    code = "nothing_released"


class OrderIsDone(CaseError):
    """The edition that was ordered is frozen; from here on there are only errata."""

    code = "order_is_done"


class NothingCorrected(CaseError):
    """A second edition that says what the first says would be none."""

    code = "nothing_corrected"


class ErratumMixes(CaseError):
    """An erratum on closed lines is closed as well; one over both would open them."""

    code = "erratum_mixes"


def next_step(done: Collection[str]) -> StepKind | None:
    """The step that is due; None where all are done."""
    return next((one for one in STEPS if one not in done), None)


def check_step(kind: StepKind, done: Collection[str]) -> None:
    """Refuse a step out of its order.

    Raises:
        StepOutOfOrder: another one is due, or none.
    """
    if next_step(done) is not kind:
        raise StepOutOfOrder("Langkah ini sudah dilakukan, atau langkah sebelumnya belum.")


def check_released(done: Collection[str]) -> None:
    """Refuse to release an edition whose steps were begun and are not all done.

    One without any step was frozen at once, as a reconstruction is.

    Raises:
        NotYetChecked: a step is missing.
    """
    if done and next_step(done) is not None:
        raise NotYetChecked(
            "Edisi ini belum ditandatangani, disetujui dan diperiksa bentuknya seluruhnya."
        )
