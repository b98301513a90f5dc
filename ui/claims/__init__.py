"""Claims: the list of them, and one with its amount, evidence and form."""
