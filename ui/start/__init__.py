"""The page that a new profile opens with."""
