"""The shared database and the way to it."""
