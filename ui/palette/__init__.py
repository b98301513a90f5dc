"""Finding and running any command by typing."""
