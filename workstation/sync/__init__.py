"""The shared database: what travels, how it merges, and when."""
