"""Telling programs: addresses, what is put in their outbox, how it leaves."""

from cases.services.webhooks.addresses import forget_all as forget_all
from cases.services.webhooks.addresses import make as make
from cases.services.webhooks.addresses import revoke as revoke
from cases.services.webhooks.addresses import rotate as rotate
from cases.services.webhooks.addresses import secret_of as secret_of
from cases.services.webhooks.addresses import secrets_of as secrets_of
from cases.services.webhooks.delivery import deliver as deliver
from cases.services.webhooks.delivery import forget as forget
from cases.services.webhooks.delivery import settle as settle
from cases.services.webhooks.telling import API as API
from cases.services.webhooks.telling import News as News
from cases.services.webhooks.telling import Payload as Payload
from cases.services.webhooks.telling import redeliver as redeliver
from cases.services.webhooks.telling import tell_own as tell_own
from cases.services.webhooks.telling import tell_public as tell_public
from cases.services.webhooks.telling import try_out as try_out
