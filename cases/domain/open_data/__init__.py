"""The open data: which tables there are, what each column means, under which licence."""

from cases.domain.open_data.licences import LICENCES as LICENCES
from cases.domain.open_data.licences import Licence as Licence
from cases.domain.open_data.licences import UnknownLicence as UnknownLicence
from cases.domain.open_data.licences import licence as licence
from cases.domain.open_data.made import Change as Change
from cases.domain.open_data.made import Export as Export
from cases.domain.open_data.made import ExportedFile as ExportedFile
from cases.domain.open_data.made import NotAnExport as NotAnExport
from cases.domain.open_data.tables import EVERY as EVERY
from cases.domain.open_data.tables import TABLES as TABLES
from cases.domain.open_data.tables import Column as Column
from cases.domain.open_data.tables import Part as Part
from cases.domain.open_data.tables import Table as Table
