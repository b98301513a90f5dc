"""Tests of the list of tickets."""
