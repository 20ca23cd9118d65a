"""Fetching from the web without reaching anything that is not of the public web: where to, how long, how much.

A name is resolved here, every address it has is checked, and the connection goes to the address that was checked: a name
that answers differently the second time reaches nothing. Every redirect goes through the same. A proxy, where one is
set, is asked for the checked address too and so switches none of this off.
"""

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Thread
from typing import Any
from urllib.parse import urljoin

import urllib3
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Url, parse_url

from geo.errors import InputError
from geo.settings import proxy_url

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
AGENT = "Dateline/0.1 (reads news for research)"
_REDIRECTS = (301, 302, 303, 307, 308)
# Timeout, too early, too many requests: the same request may be answered at another time.
_LATER = (408, 425, 429)
# Not public, and not said to be so by every Python: protocol assignments (Oracle's metadata among them), 6to4 relays,
# Azure's wire server, which sits inside a public range, a site's own addresses of old, and those of documents (RFC 9637).
_CLOSED = tuple(
    ipaddress.ip_network(n) for n in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "fec0::/10", "3fff::/20")
)
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


class UnreachableError(InputError):
    """An address whose server does not answer, or not now: asking again later may help."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the web one request may take: seconds in all, bytes unpacked, redirects."""

    seconds: float = 30
    bytes: int = 20_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: the address it came from after redirects, the status, the body unpacked, the head's fields in lower case."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def is_public(address: Address) -> bool:
    """Whether an address is of the public internet, and not private, loopback, link-local, a cloud's own, or one of these in disguise."""
    inner = _carried(address)
    if inner is not None:
        return is_public(inner)
    closed = address.is_multicast or address.is_reserved or any(address in network for network in _CLOSED)
    return address.is_global and not closed


def _carried(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for: mapped, compatible, 6to4, Teredo's client, NAT64, ISATAP (RFC 5214)."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    low = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if any(address in network for network in _NAT64) or int(address) >> 32 & 0xFFFFFFFF in _ISATAP:
        return low
    # ::a.b.c.d, but for :: and ::1, which are themselves not public.
    return low if 1 < int(address) < 2**32 else None


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host by the system's resolver, which also reads 127.1 and 0x7f000001. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Fetcher:
    """Fetches over http and https from the public web only.

    `allowed` tells which addresses may be reached and `resolved` which ones a host has; `proxy` is an http proxy's address.
    """

    def __init__(
        self,
        *,
        allowed: Callable[[Address], bool] = is_public,
        resolved: Callable[[str, int], list[str]] = resolve,
        limits: Limits | None = None,
        proxy: str | None = None,
    ) -> None:
        self._allowed, self._resolved = allowed, resolved
        self._limits, self._proxy = limits or Limits(), proxy or proxy_url()

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """What an address answers, redirects followed. Raises InputError naming the address and why it was not fetched."""
        until, here = time.monotonic() + self._limits.seconds, url
        for _ in range(self._limits.redirects + 1):
            fetched = self._ask(here, headers or {}, until)
            if fetched.status not in _REDIRECTS or "location" not in fetched.headers:
                return fetched
            here = urljoin(here, _location(fetched))
        raise InputError(f"{url}: more than {self._limits.redirects} redirects")

    def page(self, url: str) -> Fetched:
        """What an address answers with status 200. Raises InputError as `get` does, and for any other status."""
        fetched = self.get(url)
        if fetched.status != 200:
            later = fetched.status in _LATER or fetched.status >= 500
            raise (UnreachableError if later else InputError)(f"{url}: the server answers {fetched.status}")
        return fetched

    def _ask(self, url: str, headers: Mapping[str, str], until: float) -> Fetched:
        """One request, in a thread of its own: a head that comes a byte a second, or a name server that is silent, ends no wait else."""
        answer: Future[Fetched] = Future()
        Thread(target=_settle, args=(answer, lambda: self._exchange(url, headers, until)), daemon=True).start()
        try:
            return answer.result(max(0.0, until - time.monotonic()))
        except TimeoutError as error:
            raise UnreachableError(f"{url}: takes longer than {self._limits.seconds:g} seconds") from error

    def _exchange(self, url: str, headers: Mapping[str, str], until: float) -> Fetched:
        parts, port = _parse(url)
        address = self._checked_address(parts, port, url)
        sent = {"User-Agent": AGENT, "Host": parts.netloc or "", "Accept-Encoding": "gzip, deflate", **headers}
        try:
            with self._pool(parts, address, port) as pool:
                target = self._target(parts, address, port)
                left = max(0.1, until - time.monotonic())
                response = pool.urlopen(
                    "GET", target, headers=sent, redirect=False, retries=False, preload_content=False,
                    timeout=urllib3.Timeout(connect=min(10, left), read=min(10, left)),
                )  # fmt: skip
                body = self._read(response, url, until)
        except (HTTPError, OSError) as error:
            raise UnreachableError(f"{url}: cannot be fetched: {' '.join(str(error).split())[:200]}") from error
        return Fetched(url, response.status, body, {k.lower(): v for k, v in response.headers.items()})

    def _checked_address(self, parts: Url, port: int, url: str) -> str:
        try:
            found = self._resolved((parts.host or "").strip("[]"), port)
        except OSError as error:
            # A name that is not there looks like a name server that is not there.
            raise UnreachableError(f"{url}: no such host: {parts.host}") from error
        except UnicodeError as error:
            raise InputError(f"{url}: no such host: {parts.host}") from error
        for address in found:
            if not self._allowed(ipaddress.ip_address(address)):
                raise InputError(f"{url}: refused, since {address} is not an address of the public web")
        if not found:
            raise InputError(f"{url}: no such host: {parts.host}")
        return found[0]

    def _pool(self, parts: Url, address: str, port: int) -> Any:
        # The connection goes to the checked address; the certificate is still checked for the host's name.
        named: dict[str, Any] = {"server_hostname": parts.host, "assert_hostname": parts.host}
        if self._proxy:
            return urllib3.ProxyManager(self._proxy, **(named if parts.scheme == "https" else {}))
        if parts.scheme == "https":
            return urllib3.HTTPSConnectionPool(address, port, **named)
        return urllib3.HTTPConnectionPool(address, port)

    def _target(self, parts: Url, address: str, port: int) -> str:
        if not self._proxy:
            return parts.request_uri
        host = f"[{address}]" if ":" in address else address
        return f"{parts.scheme}://{host}:{port}{parts.request_uri}"

    def _read(self, response: Any, url: str, until: float) -> bytes:
        parts, size = [], 0
        try:
            # read1 gives what has come: a server that sends a byte a minute cannot hold us beyond the limit.
            while part := response.read1(65536, decode_content=True):
                size += len(part)
                if size > self._limits.bytes:
                    raise InputError(f"{url}: answers more than {self._limits.bytes:,} bytes")
                if time.monotonic() > until:
                    raise UnreachableError(f"{url}: takes longer than {self._limits.seconds:g} seconds")
                parts.append(part)
        finally:
            response.close()
        return b"".join(parts)


def _settle(answer: Future[Fetched], work: Callable[[], Fetched]) -> None:
    try:
        answer.set_result(work())
    except BaseException as error:
        answer.set_exception(error)


def _location(fetched: Fetched) -> str:
    """Where a redirect leads; some servers write letters and spaces there as they are."""
    written = fetched.headers["location"].strip().replace(" ", "%20")
    try:
        return written.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return written


def _parse(url: str) -> tuple[Url, int]:
    if any(c.isspace() or not c.isprintable() for c in url):
        raise InputError(f"{url[:200]!r}: not a web address: it holds spaces or control characters")
    try:
        parts = parse_url(url)
    except (LocationParseError, ValueError) as error:
        raise InputError(f"{url[:200]!r}: not a web address") from error
    if parts.scheme not in ("http", "https"):
        raise InputError(f"{url[:200]}: refused, only http and https addresses are fetched")
    if not parts.host or parts.auth:
        raise InputError(f"{url[:200]}: not a web address: it {'names a user' if parts.auth else 'names no host'}")
    return parts, parts.port or (443 if parts.scheme == "https" else 80)
