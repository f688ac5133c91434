"""Drills: what may go wrong, done on purpose to an installation that is thrown away."""
