"""FLOOR 5: JSON for programs, ``/api/v1/``. What the public may read, from the shelf alone."""
