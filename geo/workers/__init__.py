"""Reading at scale: batches of articles through one process, a pool of processes, or a Dask cluster, with the same result."""
