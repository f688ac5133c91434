"""A running installation as its visitors and its operator see it; drills use the same."""

from cases.management.drills.house import House, free_port

__all__ = ["House", "free_port"]
