"""The two commands on a bare machine: prepare what is missing, then start (standard library only)."""
