"""Taking in: a new ticket from a call or by hand, and files of tickets."""
