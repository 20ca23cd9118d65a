"""A toponym and its context → the place it means, with a probability and reasons."""
