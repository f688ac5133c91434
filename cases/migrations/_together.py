"""Tables that one step makes together, so that a first start takes seconds less.

After each table, Django draws the models anew with all that hangs on them; here it draws them
once, when all are known.
"""

from itertools import groupby

from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Operations in their order, whose models are drawn once."""

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop(
            "apps", None
        )  # the models as drawn; whoever asks has them drawn anew
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for one in self.operations:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for one in reversed(self.operations):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Make {len(self.operations)} tables together"


def together(operations):
    """The same operations, tables that follow one another in one."""
    told = []
    for is_table, run in groupby(operations, key=lambda one: isinstance(one, CreateModel)):
        told.extend([Together(list(run))] if is_table else run)
    return told
