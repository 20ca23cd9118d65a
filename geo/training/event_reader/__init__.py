"""Trains the reader of events and fits how its word is weighed with the rules'."""
