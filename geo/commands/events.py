"""What happens while nobody looks on, as one JSON object a line to standard error, for a host's collector of logs."""

import json
import sys
from datetime import UTC, datetime

from geo.settings import log_format


def log_event(event: str, **fields: str | int | float | None) -> None:
    """Log an event with its time and numbers where `DATELINE_LOG` is json; never a report's words."""
    if log_format() == "json":
        when = datetime.now(UTC).isoformat(timespec="milliseconds")
        sys.stderr.write(json.dumps({"time": when, "event": event, **fields}, ensure_ascii=False) + "\n")
        sys.stderr.flush()
