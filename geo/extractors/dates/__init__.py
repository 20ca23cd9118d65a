"""When: the days that words name, beside the report's own."""
