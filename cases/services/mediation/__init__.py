"""Mediation: how it goes on, and how it ends."""

from cases.services.mediation.outcomes import Reading as Reading
from cases.services.mediation.outcomes import agree as agree
from cases.services.mediation.outcomes import decide as decide
from cases.services.mediation.outcomes import declare as declare
from cases.services.mediation.outcomes import fail as fail
from cases.services.mediation.proceeding import begin as begin
from cases.services.mediation.proceeding import draft_agreement as draft_agreement
from cases.services.mediation.proceeding import extend as extend
from cases.services.mediation.proceeding import meet as meet
from cases.services.mediation.proceeding import note as note
from cases.services.mediation.proceeding import take as take
