"""What the shipped model says, and what a team's own corrections make of it."""
