"""Sentences for every code, in the language of the screen."""
