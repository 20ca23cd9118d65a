"""Web addresses in one form, so that one report is not taken for two."""

from urllib.parse import urljoin, urlsplit

from geo.records.origins import host_of, hosts_alike


def canonical_address(written: str, base: str | None = None) -> str | None:
    """An http(s) address without fragment and tracking parameters, host in lower case; None for anything else."""
    from courlan import normalize_url

    try:
        absolute = urljoin(base, written.strip()) if base else written.strip()
        parts = urlsplit(absolute)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return None
        return normalize_url(absolute).split("#", 1)[0]
    except ValueError:
        return None


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one host, or one host is below the other (www.example.org and example.org)."""
    return hosts_alike(host_of(one), host_of(other))
