"""FLOOR 5, shared by its doors: what people and programs write is read by the same forms."""
