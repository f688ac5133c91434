"""Reference data only. Records are not edited here, or anywhere."""
