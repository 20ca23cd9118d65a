"""`make bench`: how fast it reads, looks up and filters. Medians and ratios of one run on this machine; never a test."""

from tests.bench import (
    bench_dashboard,
    bench_gazetteer,
    bench_reading,
    bench_sessions,
    bench_store,
    bench_views,
    bench_workers,
)

PARTS = (bench_gazetteer, bench_reading, bench_views, bench_store, bench_workers, bench_dashboard, bench_sessions)

# The guard is for the workers of a pool, which begin by importing this file.
if __name__ == "__main__":
    for part in PARTS:
        for line in part.measure():
            print(line, flush=True)
