"""The one room that knows which engine looks words up: the base's own.

PostgreSQL keeps a text vector beside the words of an entry, SQLite a full-text table; both find
what ``domain/search`` says. What asks for words asks here.
"""

from cases.queries.public.engine.conditions import All as All
from cases.queries.public.engine.conditions import Any as Any
from cases.queries.public.engine.conditions import Condition as Condition
from cases.queries.public.engine.conditions import Run as Run
from cases.queries.public.engine.conditions import Word as Word
from cases.queries.public.engine.conditions import flat as flat
from cases.queries.public.engine.conditions import meant as meant
from cases.queries.public.engine.conditions import numbered as numbered
from cases.queries.public.engine.conditions import of_properties as of_properties
from cases.queries.public.engine.conditions import with_traits as with_traits
from cases.queries.public.engine.holds import among as among
from cases.queries.public.engine.holds import among_places as among_places
from cases.queries.public.engine.holds import gathered as gathered
from cases.queries.public.engine.holds import holds as holds
from cases.queries.public.engine.holds import holds_too as holds_too
from cases.queries.public.engine.holds import shows as shows
from cases.queries.public.engine.known import known as known
from cases.queries.public.engine.plans import Plan as Plan
from cases.queries.public.engine.plans import Shape as Shape
from cases.queries.public.engine.plans import ways as ways
from cases.queries.public.engine.written import Later as Later
from cases.queries.public.engine.written import Written as Written
from cases.queries.public.engine.written import later as later
