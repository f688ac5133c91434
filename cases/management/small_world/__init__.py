"""A small world for drills, with a word of its own in every field, and who walks through it."""
