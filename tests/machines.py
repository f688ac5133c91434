"""What every state machine of the tests shares: how long it runs, and what stays behind.

A model tells what the law allows; every rule asserts that the product allows it exactly then,
and refuses it otherwise. ``STATE_EXAMPLES`` and ``STATE_STEPS`` make the walks more and longer;
a walk that fails is told as it was walked, because making it shorter takes minutes.
"""

from __future__ import annotations

import os

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

EXAMPLES = int(os.environ.get("STATE_EXAMPLES", "15"))
STEPS = int(os.environ.get("STATE_STEPS", "20"))


class Machine(RuleBasedStateMachine):
    """A walk that is undone at its end; ``room`` is what every walk begins with."""

    room = None

    def __init__(self):
        super().__init__()
        self._walk = transaction.atomic()
        self._walk.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self._walk.__exit__(None, None, None)

    def allowed(self, act, refusals):
        """Whether an act was done; of one that was refused nothing stays."""
        try:
            with transaction.atomic():
                act()
        except refusals:
            return False
        return True


def walk(machine, *, examples=EXAMPLES):
    """Run a machine, the same walks on every run."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            derandomize=True,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
