"""What programs do and read for a person: with a token, by the services that pages call."""
