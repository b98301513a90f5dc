"""Aftercare without a screen: everything that matters also runs from a terminal."""
