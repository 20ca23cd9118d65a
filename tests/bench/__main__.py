"""`make bench`: how fast it reads, looks up and filters. Medians and ratios of one run on this machine; never a test."""

from tests.bench import bench_dashboard, bench_gazetteer, bench_reading, bench_sessions, bench_store, bench_views

for part in (bench_gazetteer, bench_reading, bench_views, bench_store, bench_dashboard, bench_sessions):
    for line in part.measure():
        print(line, flush=True)
