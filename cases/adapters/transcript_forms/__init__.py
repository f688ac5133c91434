"""The forms of one transcript record: each module turns the same record into one form."""
