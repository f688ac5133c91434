from __future__ import annotations

from pathlib import Path

import pytest

from cases.domain import deadlines, stages
from cases.domain.stages import Phase, Stage, UnlawfulMove

PAGE = Path(__file__).resolve().parents[2] / "cases" / "ARCHITECTURE.md"


def block(name):
    text = PAGE.read_text("utf-8")
    return text.split(f"<!-- {name}:begin -->")[1].split(f"<!-- {name}:end -->")[0].strip()


def test_the_diagram_of_the_architecture_page_is_the_table():
    assert block("stages") == f"```mermaid\n{stages.diagram()}\n```"


def test_the_limits_of_the_architecture_page_are_the_table():
    assert block("deadlines") == deadlines.table()


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (Stage.PRELIMINARY, Stage.MEDIATION),  # UU 14/2008 Pasal 40 ayat (2)
        (Stage.MEDIATION, Stage.ADJUDICATION),  # Pasal 42
        (Stage.PUBLISHED, Stage.COURT_OBJECTION),  # Pasal 48
        (Stage.COURT_DECIDED, Stage.CASSATION),  # Pasal 50
    ],
)
def test_a_step_of_the_procedure_is_allowed(start, end):
    stages.check_move(start, end)
    assert end in stages.next_stages(start)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (Stage.REGISTERED, Stage.DECISION_PRONOUNCED),
        (Stage.COMPLIED, Stage.REGISTERED),
        (Stage.OBJECTION_FILED, Stage.DISPUTE_FILED),
    ],
)
def test_a_step_outside_the_procedure_is_refused(start, end):
    with pytest.raises(UnlawfulMove, match=end.value):
        stages.check_move(start, end)


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_can_be_reached_and_lies_on_a_step_of_the_path(stage):
    assert stages.phase_of(stage) in Phase
    stages.path(Stage.REQUEST_SUBMITTED, stage)


def test_a_way_is_made_of_lawful_steps():
    here = Stage.REGISTERED
    for following in stages.path(here, Stage.EXECUTION_REQUESTED):
        stages.check_move(here, following)
        here = following

    assert here is Stage.EXECUTION_REQUESTED


def test_there_is_no_way_back():
    with pytest.raises(UnlawfulMove):
        stages.path(Stage.COMPLIED, Stage.REGISTERED)
