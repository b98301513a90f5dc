"""The page of one ticket: what happened, who is it, what is owed, and the reply."""
