"""The open data as files: rows in, a folder out; nothing is ever held but one portion of it.

The rows are written once, into SQLite. Every other form is read from there, in the order of the
keys, so that all forms say the same.
"""

from cases.adapters.dumps.base import SQLITE as SQLITE
from cases.adapters.dumps.folder import made_at as made_at
from cases.adapters.dumps.folder import write as write
