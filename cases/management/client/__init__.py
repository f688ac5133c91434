"""The typed Python client of the API, written from its schema."""
