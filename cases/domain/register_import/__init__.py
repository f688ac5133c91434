"""A commission's own register and agenda: what was written in a cell, and what it means.

What cannot be read stays unread, with the reason beside it; nothing is guessed.
"""

from cases.domain.register_import.agenda import AgendaRow as AgendaRow
from cases.domain.register_import.agenda import read_agenda as read_agenda
from cases.domain.register_import.cells import Understood as Understood
from cases.domain.register_import.columns import ImportKind as ImportKind
from cases.domain.register_import.columns import TableMap as TableMap
from cases.domain.register_import.columns import UnusableMap as UnusableMap
from cases.domain.register_import.dates import read_date as read_date
from cases.domain.register_import.dates import read_time as read_time
from cases.domain.register_import.report import Remark as Remark
from cases.domain.register_import.report import Report as Report
from cases.domain.register_import.rows import RegisterRow as RegisterRow
from cases.domain.register_import.rows import read_register as read_register
