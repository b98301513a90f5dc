"""What Aftercare promises, written as tests; the folders mirror the packages."""
