"""Telling people: what is put in the outbox, how it leaves, and what each of them wants."""

from cases.services.notices.choices import choose as choose
from cases.services.notices.choices import revoke_links as revoke_links
from cases.services.notices.choices import stop as stop
from cases.services.notices.choices import write_in as write_in
from cases.services.notices.daily import order_daily as order_daily
from cases.services.notices.daily import run_daily as run_daily
from cases.services.notices.delivery import deliver as deliver
from cases.services.notices.delivery import settle as settle
from cases.services.notices.telling import cancel as cancel
from cases.services.notices.telling import release as release
from cases.services.notices.telling import tell as tell
from cases.services.notices.telling import tell_parties as tell_parties
from cases.services.notices.telling import tell_party as tell_party
from cases.services.notices.telling import today as today
