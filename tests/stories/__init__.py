"""The working day, one moment after another, on real windows and real files."""
