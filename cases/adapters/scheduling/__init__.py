"""Answers to the problem of the calendar: by OR-Tools where it is installed, otherwise the
earliest feasible place for each. This is the only room that knows the library.
"""

from cases.adapters.scheduling.face import Found as Found
from cases.adapters.scheduling.face import Solved as Solved
from cases.adapters.scheduling.face import is_installed as is_installed
from cases.adapters.scheduling.face import solve as solve
