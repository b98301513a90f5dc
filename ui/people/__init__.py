"""Who works here: skills, room, and who is there."""
