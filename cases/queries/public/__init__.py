"""The only reader of the shelf, and so of everything that the public may see.

What is not on the shelf does not exist here. Rows come with the frozen dataclasses that their
pages show, dates restored; no query count grows with the number of rows.
"""

from cases.queries.public.boards import Board as Board
from cases.queries.public.boards import Day as Day
from cases.queries.public.boards import Figures as Figures
from cases.queries.public.boards import Home as Home
from cases.queries.public.boards import admissions as admissions
from cases.queries.public.boards import agenda as agenda
from cases.queries.public.boards import decisions as decisions
from cases.queries.public.boards import figures as figures
from cases.queries.public.boards import hearings_between as hearings_between
from cases.queries.public.boards import home as home
from cases.queries.public.boards import open_questions as open_questions
from cases.queries.public.cases import Found as Found
from cases.queries.public.cases import Moved as Moved
from cases.queries.public.cases import Paper as Paper
from cases.queries.public.cases import PartyPage as PartyPage
from cases.queries.public.cases import Sitting as Sitting
from cases.queries.public.cases import Verified as Verified
from cases.queries.public.cases import dispute_by_code as dispute_by_code
from cases.queries.public.cases import dispute_by_slug as dispute_by_slug
from cases.queries.public.cases import document as document
from cases.queries.public.cases import documents_of as documents_of
from cases.queries.public.cases import hearing_by_code as hearing_by_code
from cases.queries.public.cases import hearing_by_seq as hearing_by_seq
from cases.queries.public.cases import normal_code as normal_code
from cases.queries.public.cases import organisation as organisation
from cases.queries.public.cases import public_body as public_body
from cases.queries.public.cases import verify as verify
from cases.queries.public.reader import Block as Block
from cases.queries.public.reader import Folio as Folio
from cases.queries.public.reader import Passage as Passage
from cases.queries.public.reader import ReaderLine as ReaderLine
from cases.queries.public.reader import Transcript as Transcript
from cases.queries.public.reader import edition as edition
from cases.queries.public.reader import folios as folios
from cases.queries.public.reader import passage as passage
from cases.queries.public.reader import utterances as utterances
from cases.queries.public.search import Facet as Facet
from cases.queries.public.search import FacetValue as FacetValue
from cases.queries.public.search import Hit as Hit
from cases.queries.public.search import Results as Results
from cases.queries.public.search import Search as Search
from cases.queries.public.search import find as find
from cases.queries.public.shelves import shelf as shelf
