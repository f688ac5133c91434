"""Summonses: issued all at once for a hearing, and served one by one."""

from cases.services.summons.issuing import Wanted as Wanted
from cases.services.summons.issuing import issue as issue
from cases.services.summons.serving import Record as Record
from cases.services.summons.serving import acknowledge as acknowledge
from cases.services.summons.serving import record_service as record_service
