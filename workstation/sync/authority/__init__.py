"""The hub's judgement inside PostgreSQL: its functions in SQL, and how they get there."""
