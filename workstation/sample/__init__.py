"""The sample team: tickets, parcels and people made up by a seeded generator."""
