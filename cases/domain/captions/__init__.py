"""Captions and recognised words: read from any file, joined with who spoke, made into turns."""

from cases.domain.captions.cue import Cue as Cue
from cases.domain.captions.cue import Format as Format
from cases.domain.captions.cue import Notes as Notes
from cases.domain.captions.cue import Oddity as Oddity
from cases.domain.captions.cue import Reading as Reading
from cases.domain.captions.cue import Remark as Remark
from cases.domain.captions.cue import UnreadableCaptions as UnreadableCaptions
from cases.domain.captions.cue import Word as Word
from cases.domain.captions.cue import cues_from as cues_from
from cases.domain.captions.joining import Spoken as Spoken
from cases.domain.captions.joining import Stretch as Stretch
from cases.domain.captions.joining import confidence as confidence
from cases.domain.captions.joining import counted as counted
from cases.domain.captions.joining import log_of as log_of
from cases.domain.captions.joining import together as together
from cases.domain.captions.joining import turns_of as turns_of
from cases.domain.captions.joining import who_spoke as who_spoke
from cases.domain.captions.reading import read as read
