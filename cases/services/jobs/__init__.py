"""The order book: what the queue is asked to do stands first as a row.

Services order work by its kind; ``cases.tasks`` knows which function does it. A job takes
effect once: its effect and "done" are written in one transaction, by whoever still holds the
lease.
"""

from cases.services.jobs.bell import RUN as RUN
from cases.services.jobs.bell import wake as wake
from cases.services.jobs.book import again as again
from cases.services.jobs.book import counts as counts
from cases.services.jobs.book import order as order
from cases.services.jobs.book import stop as stop
from cases.services.jobs.book import sweep as sweep
from cases.services.jobs.kinds import ATTEMPTS as ATTEMPTS
from cases.services.jobs.kinds import QUEUES as QUEUES
from cases.services.jobs.kinds import JobKind as JobKind
from cases.services.jobs.parts import OPEN as OPEN
from cases.services.jobs.running import APART as APART
from cases.services.jobs.running import LEASE as LEASE
from cases.services.jobs.running import SIGN_OF_LIFE as SIGN_OF_LIFE
from cases.services.jobs.running import LeaseLost as LeaseLost
from cases.services.jobs.running import PartFailed as PartFailed
from cases.services.jobs.running import Progress as Progress
from cases.services.jobs.running import claim as claim
from cases.services.jobs.running import fail as fail
from cases.services.jobs.running import sign_of_life as sign_of_life
