"""The time limits as data, and the counting of them; a result that shows its working."""

from cases.domain.deadlines.counting import Computation as Computation
from cases.domain.deadlines.counting import Convention as Convention
from cases.domain.deadlines.counting import CountedDay as CountedDay
from cases.domain.deadlines.counting import Reading as Reading
from cases.domain.deadlines.counting import SkippedDay as SkippedDay
from cases.domain.deadlines.counting import compute as compute
from cases.domain.deadlines.counting import compute_extended as compute_extended
from cases.domain.deadlines.counting import extended as extended
from cases.domain.deadlines.counting import readings as readings
from cases.domain.deadlines.counting import usual_unit as usual_unit
from cases.domain.deadlines.counting import usually_due as usually_due
from cases.domain.deadlines.rules import ALIASES as ALIASES
from cases.domain.deadlines.rules import RULES as RULES
from cases.domain.deadlines.rules import DeadlineRule as DeadlineRule
from cases.domain.deadlines.rules import Direction as Direction
from cases.domain.deadlines.rules import Effect as Effect
from cases.domain.deadlines.rules import Extension as Extension
from cases.domain.deadlines.rules import NoKnownFigure as NoKnownFigure
from cases.domain.deadlines.rules import NotExtendable as NotExtendable
from cases.domain.deadlines.rules import Unit as Unit
from cases.domain.deadlines.rules import UnknownRule as UnknownRule
from cases.domain.deadlines.rules import find as find
from cases.domain.deadlines.told import WARNING as WARNING
from cases.domain.deadlines.told import as_json as as_json
from cases.domain.deadlines.told import table as table
