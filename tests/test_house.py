"""The house is complete, and its walls hold."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cases.domain import deadlines, documents, stages, vocabulary
from cases.domain.absences import Consequence, Uncounted
from cases.domain.accounts import Role
from cases.domain.admissions import QuestionFate, Stance
from cases.domain.board import Standing
from cases.domain.captions import Format, Oddity
from cases.domain.checking import Doubt, Verdict
from cases.domain.correcting import Act
from cases.domain.documents import TranscriptForm
from cases.domain.endings import Criterion
from cases.domain.hearings import HearingState, Presence
from cases.domain.identity_papers import Because
from cases.domain.mediation import Doubt as Doubtful
from cases.domain.personal_data import Choice, DataKind, DataSubject
from cases.domain.proposals import RowState
from cases.domain.readings import CameFrom, ReadAs, ReadWhy
from cases.domain.recordings import ImportState
from cases.domain.rulings import AccessMode, Fate
from cases.domain.scheduling.solving import Method
from cases.domain.scheduling.weights import WEIGHTS, Part
from cases.domain.signatures import Changed, Trust
from cases.domain.summons import ServiceResult, ServiceWay
from cases.domain.summons import Standing as ServiceStanding
from cases.domain.tokens import Scope
from cases.domain.transcripts import EditionKind, UtteranceKind
from cases.domain.webhooks import DeliveryState
from cases.domain.worklists import Why, WorkList
from cases.models.jobs import JobState
from cases.services.jobs import JobKind
from cases.tasks.jobs import HANDLERS

ROOT = Path(__file__).resolve().parent.parent
HOUSE = (ROOT / "cases/ARCHITECTURE.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
BIN = Path(sys.executable).parent

# Hosts of package registries, written so that this file does not name them either.
REGISTRIES = re.compile(
    r"(pypi|pythonhosted|npmjs|deb\.debian)\.(?:org|com)".replace("(p", "(?:p")
)
MACHINE = re.compile(r"(?<![\w./])/(?:home|root|work)/[\w.]")


def tracked():
    """The text files of the project, whether or not they stand in a repository."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    names = listed.stdout.split() if listed.returncode == 0 else []
    found = [ROOT / name for name in names] or [
        file for folder in ("cases", "config", "templates", "static", "tests")
        for file in (ROOT / folder).rglob("*")
    ]  # fmt: skip
    return [
        file
        for file in found
        if file.is_file() and file.suffix in {".py", ".toml", ".txt", ".md", ".html", ".json"}
    ]


def block(name):
    found = re.search(rf"<!-- {name}:begin -->\n(.*?)\n?<!-- {name}:end -->", HOUSE, re.DOTALL)
    return found[1].strip()


def test_every_kind_of_job_has_somebody_who_does_it():
    assert set(HANDLERS) == set(JobKind)


@pytest.mark.parametrize("paper", list(documents.Paper))
def test_every_paper_has_a_name_and_a_template(paper):
    assert vocabulary.label("document_kind", paper) != paper.value
    assert (ROOT / f"templates/pdf/{paper.name.lower()}.html").is_file()


@pytest.mark.parametrize("stage", list(stages.Stage))
def test_every_stage_has_words_in_both_languages_and_a_step_for_lay_readers(stage):
    term = vocabulary.term("stage", stage)

    assert term.id
    assert term.en
    assert vocabulary.term("phase", stages.phase_of(stage)).id


@pytest.mark.parametrize(
    ("values", "group"),
    [
        (Fate, "fate"),
        (AccessMode, "access_mode"),
        (Presence, "presence"),
        (HearingState, "hearing_state"),
        (Doubtful, "mediation_doubt"),
        (Stance, "stance"),
        (QuestionFate, "question_fate"),
        (Role, "membership_role"),
        (EditionKind, "edition_kind"),
        (JobKind, "job_kind"),
        (JobState, "job_state"),
        (deadlines.Reading, "reading"),
        (stages.Phase, "phase"),
        (Verdict, "verdict"),
        (Doubt, "registration_doubt"),
        (WorkList, "worklist"),
        (WorkList, "worklist_empty"),
        (Why, "worklist_why"),
        (Criterion, "bad_faith"),
        (Standing, "hearing_standing"),
        (Method, "proposal_method"),
        (RowState, "proposal_row_state"),
        (Part, "proposal_part"),
        (ServiceWay, "service_way"),
        (ServiceResult, "service_result"),
        (ServiceStanding, "service_standing"),
        (Uncounted, "absence_uncounted"),
        (Consequence, "absence_consequence"),
        (Oddity, "caption_oddity"),
        (Format, "caption_format"),
        (ImportState, "transcript_import_state"),
        (Act, "correction_act"),
        (UtteranceKind, "utterance_kind"),
        (TranscriptForm, "transcript_form"),
        (Trust, "signature_trust"),
        (Changed, "signature_changed"),
        (Scope, "api_scope"),
        (DeliveryState, "webhook_state"),
        (DataKind, "data_kind"),
        (Choice, "data_choice"),
        (DataSubject, "data_subject"),
        (Because, "identity_erased"),
        (ReadAs, "reading_as"),
        (ReadWhy, "reading_why"),
        (CameFrom, "reading_from"),
    ],
)
def test_every_code_of_ours_has_its_words_and_no_word_is_without_a_code(values, group):
    assert {value.value for value in values} == set(vocabulary.terms(group))


def test_every_part_of_a_proposal_has_its_weight_and_the_reason_for_it():
    assert set(WEIGHTS) == set(Part)
    assert all(one.weight > 0 and one.unit and one.reason for one in WEIGHTS.values())


@pytest.mark.parametrize("key", deadlines.RULES)
def test_every_limit_has_a_name_and_stands_in_the_table_of_the_house(key):
    assert vocabulary.term("deadline", key).en
    assert f"| {key} |" in HOUSE


def test_what_may_be_enforced_cites_its_provision():
    assert [
        rule.key for rule in deadlines.RULES.values() if rule.may_enforce and not rule.article
    ] == []


def test_the_drawn_stages_are_those_of_the_table():
    assert block("stages") == f"```mermaid\n{stages.diagram()}\n```"


def test_the_written_limits_are_those_of_the_table():
    assert block("deadlines") == deadlines.table()


def test_every_room_where_something_is_written_has_a_test():
    rooms = {
        path.stem if path.is_file() else path.name
        for path in (ROOT / "cases/services").iterdir()
        if path.name not in {"__init__.py", "__pycache__"}
    }
    tested = {
        path.stem.removeprefix("test_") for path in (ROOT / "tests/services").glob("test_*")
    }

    assert rooms <= tested


def test_every_command_that_the_readme_names_is_there():
    commands = {path.stem for path in (ROOT / "cases/management/commands").glob("[a-z]*.py")}
    tools = {"test", "lint", "lock", "vendor", "setup", "migrate", "collectstatic"}

    named = set(re.findall(r"manage\.py ([a-z_]+)", README))

    assert named <= commands | tools


def test_no_file_names_a_package_registry():
    named = [file.name for file in tracked() if REGISTRIES.search(file.read_text("utf-8"))]

    assert named == []


def test_no_file_names_a_folder_of_somebodys_machine():
    assert [file.name for file in tracked() if MACHINE.search(file.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("cases/domain/wording.py", "import django", "The domain is plain Python"),
        ("cases/domain/wording.py", "import celery", "The domain is plain Python"),
        (
            "cases/services/jobs/book.py",
            "from cases.tasks import jobs",
            "Floors: imports run downward",
        ),
        (
            "cases/queries/jobs.py",
            "from cases.services import jobs",
            "Floors: imports run downward",
        ),
        (
            "cases/web/portal.py",
            "from cases.models import Dispute",
            "Public pages read the shelf",
        ),
        ("cases/web/desk.py", "import weasyprint", "WeasyPrint is spoken in one room"),
        ("cases/services/proposals.py", "import ortools", "OR-Tools is spoken in one room"),
        ("cases/services/documents.py", "import pyhanko", "Keys are held in one room"),
        ("cases/helpers/__init__.py", "", "Floors: imports run downward"),
    ],
)
def test_a_wall_that_is_broken_through_breaks_the_build(tmp_path, file, line, contract):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    skipped = shutil.ignore_patterns("__pycache__", "locale", "*.md")
    for folder in ("cases", "config"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=skipped)
    broken = tmp_path / file
    broken.parent.mkdir(exist_ok=True)
    text = broken.read_text("utf-8") if broken.exists() else ""
    first = "from __future__ import annotations\n"
    broken.write_text(text.replace(first, f"{first}\n{line}\n", 1), "utf-8")

    done = subprocess.run(
        [str(BIN / "lint-imports"), "--no-cache"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert contract in done.stdout + done.stderr
