"""What sites ask of programs (robots.txt, RFC 9309), and the pause between two requests to one host."""

import time
from urllib.parse import urlsplit

from geo.errors import InputError
from geo.sources.fetching import AGENT, Fetched, Fetcher

_NAME = AGENT.partition("/")[0]
# Seconds between two requests to one host, and the most that a site's Crawl-delay is heeded.
PAUSE = 1.0
_LONGEST_PAUSE = 30.0


class PoliteFetcher:
    """Fetches pages as their sites ask: not what robots.txt forbids, and not faster than one a second from a host."""

    def __init__(self, fetcher: Fetcher, pause: float = PAUSE) -> None:
        self._fetcher, self._pause = fetcher, pause
        self._rules: dict[str, object] = {}
        self._asked: dict[str, float] = {}

    def page(self, url: str) -> Fetched:
        """A page with status 200. Raises InputError as `Fetcher.page` does, and where the site asks not to fetch it."""
        rules = self._rules_of(url)
        if not rules.can_fetch(url, _NAME):
            raise InputError(f"{url}: the site asks programs not to fetch it (robots.txt)")
        self._wait(url, min(float(rules.crawl_delay(_NAME) or 0), _LONGEST_PAUSE))
        return self._fetcher.page(url)

    def _rules_of(self, url: str):  # type: ignore[no-untyped-def]
        from protego import Protego

        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            answer = self._fetcher.get(site + "/robots.txt")
            # By the standard no robots.txt allows all, and a server in trouble forbids all for now.
            text = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
            self._rules[site] = Protego.parse(text if answer.status < 500 else "User-agent: *\nDisallow: /")
        return self._rules[site]

    def _wait(self, url: str, asked: float) -> None:
        host = urlsplit(url).netloc
        due = self._asked.get(host, 0.0) + max(self._pause, asked)
        if (left := due - time.monotonic()) > 0 and host in self._asked:
            time.sleep(left)
        self._asked[host] = time.monotonic()
