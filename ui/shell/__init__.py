"""The parts of the main window: side list, top bar, status line."""
