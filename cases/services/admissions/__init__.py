"""Propositions, stances on them, statements outside the hearing, orders of the panel."""

from cases.domain.admissions import SecondPersonNeeded as SecondPersonNeeded
from cases.services.admissions.details import PanelOrderDetails as PanelOrderDetails
from cases.services.admissions.details import PropositionDetails as PropositionDetails
from cases.services.admissions.details import StanceDetails as StanceDetails
from cases.services.admissions.details import StatementDetails as StatementDetails
from cases.services.admissions.orders import order_by_panel as order_by_panel
from cases.services.admissions.orders import undertake as undertake
from cases.services.admissions.passages import keep_passage as keep_passage
from cases.services.admissions.propositions import propose as propose
from cases.services.admissions.reviewing import refuse as refuse
from cases.services.admissions.reviewing import review as review
from cases.services.admissions.stances import contest as contest
from cases.services.admissions.stances import put_on_record as put_on_record
from cases.services.admissions.stances import take_stance as take_stance
from cases.services.admissions.stances import withdraw as withdraw
from cases.services.admissions.statements import keep_copy as keep_copy
from cases.services.admissions.statements import record_statement as record_statement
