"""Procedures as pictures."""
