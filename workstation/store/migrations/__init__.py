"""Numbered steps that bring a replica to the present schema."""
