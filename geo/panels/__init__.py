"""Facts to pieces of the page. News text is shown through `geo.panels.words` and nowhere else."""
