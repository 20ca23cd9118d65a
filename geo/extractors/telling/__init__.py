"""How a thing is said: certainty, and who says so."""
