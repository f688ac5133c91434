"""What the press quotes, laid beside the record: who, which words, which numbers, which day."""

from cases.domain.press.comparing import LONGEST_ARTICLE as LONGEST_ARTICLE
from cases.domain.press.comparing import Compared as Compared
from cases.domain.press.comparing import compare as compare
from cases.domain.press.differences import Difference as Difference
from cases.domain.press.differences import DifferenceKind as DifferenceKind
from cases.domain.press.matching import Match as Match
from cases.domain.press.matching import Said as Said
