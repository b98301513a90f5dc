"""The intake and the import, on a real desk."""
