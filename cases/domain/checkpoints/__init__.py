"""Checkpoints of the journal: a Merkle tree over a chain, and a note that states its root."""

from cases.domain.checkpoints.merkle import EMPTY as EMPTY
from cases.domain.checkpoints.merkle import GROUP as GROUP
from cases.domain.checkpoints.merkle import GROUP_LEVELS as GROUP_LEVELS
from cases.domain.checkpoints.merkle import Frontier as Frontier
from cases.domain.checkpoints.merkle import consistency as consistency
from cases.domain.checkpoints.merkle import fold as fold
from cases.domain.checkpoints.merkle import inclusion as inclusion
from cases.domain.checkpoints.merkle import is_consistent as is_consistent
from cases.domain.checkpoints.merkle import is_included as is_included
from cases.domain.checkpoints.merkle import leaf_of as leaf_of
from cases.domain.checkpoints.merkle import root as root
from cases.domain.checkpoints.notes import Checkpoint as Checkpoint
from cases.domain.checkpoints.notes import NotANote as NotANote
from cases.domain.checkpoints.notes import Note as Note
from cases.domain.checkpoints.notes import key_id as key_id
from cases.domain.checkpoints.notes import read as read
from cases.domain.checkpoints.notes import read_key as read_key
from cases.domain.checkpoints.notes import sign as sign
from cases.domain.checkpoints.notes import written_key as written_key
