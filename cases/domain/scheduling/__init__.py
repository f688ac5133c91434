"""The calendar as a problem that can be computed, its answers, and the check of an answer."""
