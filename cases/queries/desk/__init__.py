"""What waits on somebody's desk: their cases in one table, the next duties in them, a month."""

from cases.queries.desk.cases import Table, saved_views, table
from cases.queries.desk.duties import Duty
from cases.queries.desk.month import Day, Sitting, month
from cases.queries.desk.rows import Case, Count, Event, Keeper, Waiting

__all__ = [
    "Case",
    "Count",
    "Day",
    "Duty",
    "Event",
    "Keeper",
    "Sitting",
    "Table",
    "Waiting",
    "month",
    "saved_views",
    "table",
]
