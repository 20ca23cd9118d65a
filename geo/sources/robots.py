"""What sites ask of programs (robots.txt, RFC 9309), and the pause between two requests to one host."""

import time
from urllib.parse import urlsplit

from geo.errors import InputError
from geo.sources.fetching import AGENT, Fetched, Fetcher, UnreachableError

_NAME = AGENT.partition("/")[0]
# Seconds between two requests to one host, and the most that a site's Crawl-delay is heeded.
PAUSE = 1.0
_LONGEST_PAUSE = 30.0
# Seconds for which a robots.txt is believed: a day, as RFC 9309 (2.4) has it.
_KEPT = 24 * 3600.0


class PoliteFetcher:
    """Fetches pages as their sites ask: not what robots.txt forbids, and not faster than one a second from a host."""

    def __init__(self, fetcher: Fetcher, pause: float = PAUSE) -> None:
        self._fetcher, self._pause = fetcher, pause
        self._rules: dict[str, tuple[float, object]] = {}
        self._asked: dict[str, float] = {}

    def page(self, url: str) -> Fetched:
        """A page with status 200. Raises InputError as `Fetcher.page` does, and where the site asks not to fetch it.

        UnreachableError where its robots.txt cannot be had now: by the standard a server in trouble forbids all for as long.
        """
        rules = self._rules_of(url)
        if not rules.can_fetch(url, _NAME):
            raise InputError(f"{url}: the site asks programs not to fetch it (robots.txt)")
        self._wait(url, min(float(rules.crawl_delay(_NAME) or 0), _LONGEST_PAUSE))
        return self._fetcher.page(url)

    def _rules_of(self, url: str):  # type: ignore[no-untyped-def]
        from protego import Protego

        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        until, rules = self._rules.get(site, (0.0, None))
        if until < time.monotonic():
            answer = self._fetcher.get(site + "/robots.txt")
            if answer.status == 429 or answer.status >= 500:
                raise UnreachableError(f"{url}: the server answers {answer.status} when asked for its robots.txt")
            # By the standard no robots.txt allows all.
            rules = Protego.parse(answer.body.decode("utf-8", "replace") if answer.status == 200 else "")
            self._rules[site] = time.monotonic() + _KEPT, rules
        return rules

    def _wait(self, url: str, asked: float) -> None:
        host = urlsplit(url).netloc
        due = self._asked.get(host, 0.0) + max(self._pause, asked)
        if (left := due - time.monotonic()) > 0 and host in self._asked:
            time.sleep(left)
        self._asked[host] = time.monotonic()
