"""For maintainers: makes `data/gazetteer/city_features.csv` anew: which cities are capitals, seats or parts of others."""

import csv
from pathlib import Path

from geo.errors import DataFileError
from geo.gazetteers.cities import FEATURES

# Plain settlements (PPL) are the rest; seats of small units say nothing about what a bare name means.
_TOLD = ("PPLC", "PPLA", "PPLA2", "PPLX", "PPLQ", "PPLW", "PPLH")


def make_city_features(path: Path) -> int:
    """Write the table from GeoNames' cities500.txt (19 columns); returns the number of cities told apart from plain ones."""
    found: dict[str, list[int]] = {feature: [] for feature in _TOLD}
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                fields = line.split("\t")
                if fields[7] in found:
                    found[fields[7]].append(int(fields[0]))
    except (OSError, IndexError, ValueError) as error:
        raise DataFileError(f"{path}: not GeoNames' cities500.txt: {error}") from error
    with FEATURES.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("feature", "geonameids"))
        writer.writerows((feature, " ".join(map(str, sorted(ids)))) for feature, ids in found.items())
    return sum(map(len, found.values()))
