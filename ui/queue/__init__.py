"""The list of tickets: its rows, its filters, and acts on many at once."""
