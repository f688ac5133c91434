"""A commission's own register and agenda brought into the record, each row with its fate."""

from cases.services.register_import.bringing import bring as bring
from cases.services.register_import.bringing import content_of as content_of
from cases.services.register_import.bringing import import_file as import_file
from cases.services.register_import.bringing import order_import as order_import
from cases.services.register_import.bringing import order_trial as order_trial
from cases.services.register_import.bringing import perform as perform
from cases.services.register_import.bringing import remember as remember
from cases.services.register_import.order import Order as Order
from cases.services.register_import.running import run as run
