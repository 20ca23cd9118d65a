"""Learns the weights of the cues from annotated articles. Needs scikit-learn; nothing else in the project does."""
