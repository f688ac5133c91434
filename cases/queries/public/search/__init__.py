"""Finding in the register: words, phrases, fields, numbers as people type them, facets.

The words are looked up once. What answers is counted, divided and put in order here, so that
both engines give the same; where more answers than ``MOST``, of the register itself ``LISTED``,
that is said, and the newest are taken.
"""

from cases.queries.public.search.facets import Facet as Facet
from cases.queries.public.search.facets import FacetValue as FacetValue
from cases.queries.public.search.find import PER_PAGE as PER_PAGE
from cases.queries.public.search.find import Results as Results
from cases.queries.public.search.find import everything as everything
from cases.queries.public.search.find import find as find
from cases.queries.public.search.find import newest as newest
from cases.queries.public.search.hits import Hit as Hit
from cases.queries.public.search.pool import MOST as MOST
from cases.queries.public.search.register import forget as forget
from cases.queries.public.search.wanted import FACETS as FACETS
from cases.queries.public.search.wanted import KINDS as KINDS
from cases.queries.public.search.wanted import ORDERS as ORDERS
from cases.queries.public.search.wanted import PARAMETERS as PARAMETERS
from cases.queries.public.search.wanted import Search as Search
