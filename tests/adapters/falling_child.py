"""A child that ends as one does whose library crashed on what it opened."""

import os
import signal

os.kill(os.getpid(), signal.SIGSEGV)
