"""A world of desks, a hub, bad lines and sudden ends, decided by a seed alone."""
