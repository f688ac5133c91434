"""What people bring: received piece by piece, checked by the worker, admitted as exhibits."""

from cases.services.uploads.admitting import EVIDENCE as EVIDENCE
from cases.services.uploads.admitting import admit as admit
from cases.services.uploads.admitting import bring_into as bring_into
from cases.services.uploads.admitting import tender as tender
from cases.services.uploads.checking import check as check
from cases.services.uploads.receiving import append as append
from cases.services.uploads.receiving import begin as begin
from cases.services.uploads.receiving import discard as discard
from cases.services.uploads.receiving import finish as finish
from cases.services.uploads.refusing import tell_refused as tell_refused
from cases.services.uploads.sweeping import sweep as sweep
