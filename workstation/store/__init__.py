"""The only SQL for the replica."""
