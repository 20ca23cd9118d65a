"""What happens while nobody looks on, as one JSON object a line to standard error, for a host's collector of logs."""

import json
import sys
from datetime import UTC, datetime

from geo.settings import log_format


def log_event(event: str, **fields: str | int | float | None) -> bool:
    """Log an event with its time and numbers where `DATELINE_LOG` is json; never a report's words. Whether it was logged."""
    if log_format() != "json":
        return False
    when = datetime.now(UTC).isoformat(timespec="milliseconds")
    # In ASCII: names of files may hold what redraws a terminal.
    sys.stderr.write(json.dumps({"time": when, "event": event, **fields}) + "\n")
    sys.stderr.flush()
    return True
