"""What a search means: roots of words, the words of the index, questions, and what they mark.

Nothing here knows the shelf's tables or the engine that looks words up.
"""

from cases.domain.search.asked import Asked as Asked
from cases.domain.search.asked import Field as Field
from cases.domain.search.asked import Part as Part
from cases.domain.search.asked import read as read
from cases.domain.search.index import Kind as Kind
from cases.domain.search.index import trait as trait
from cases.domain.search.marking import excerpt as excerpt
from cases.domain.search.marking import marked as marked
from cases.domain.search.near import near as near
from cases.domain.search.stems import stem as stem
