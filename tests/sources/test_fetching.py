"""Nothing but the public web is reached: no test here leaves the machine."""

import gzip
import ipaddress
import time

import pytest

from geo.errors import InputError
from geo.sources.fetching import Fetcher, Limits, UnreachableError, is_public
from tests.sources.conftest import Site

# Each stands for this machine, a private network, or a cloud's own services, most of them in disguise.
REFUSED = [
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://127.1:{port}/",
    "http://127.255.255.254:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://0.0.0.0:{port}/",
    "http://0:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[64:ff9b::a9fe:a9fe]/latest/meta-data/",
    "http://[2002:7f00:1::]:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://100.100.100.200/latest/meta-data/",
    "http://168.63.129.16/metadata",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://192.0.0.192/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[fec0::1]/",
    "http://[3fff::1]/",
    "http://[2001:470:1f0b::5efe:7f00:1]:{port}/",
    "http://[2001:470:1f0b::200:5efe:a00:1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]:{port}/",
    "http://[::ffff:0:7f00:1]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://017700000001:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://１２７.0.0.1:{port}/",
    "http://127。0。0。1:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://127.0.0.1:{port}#@example.org/",
    "http://127.0.0.1:{port}\\@example.org/",
    "http://example.org:80@127.0.0.1:{port}/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "https://127.0.0.1:{port}/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:{port}/",
    "http://user:secret@127.0.0.1:{port}/",
    "http://example.org\r\nHost: 127.0.0.1/",
    "http:///nohost",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("address", REFUSED)
@pytest.mark.parametrize("proxied", [False, True])
def test_address_off_the_public_web_is_refused_and_never_asked(address: str, proxied: bool, site: Site) -> None:
    # What is not this machine is asked of a proxy on it, so that not even a failing test reaches out.
    fetcher = Fetcher(proxy=site.url if proxied or "{port}" not in address else None)
    with pytest.raises(InputError, match=r"refused|not a web address|no such host"):
        fetcher.get(address.format(port=site.port))
    assert site.asked == []


def test_forbidden_addresses_under_test_are_twenty_or_more() -> None:
    assert len(set(REFUSED)) >= 20


@pytest.mark.parametrize("found", [["10.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["::ffff:10.0.0.1"], []])
def test_name_that_stands_for_a_private_address_is_refused(found: list[str]) -> None:
    with pytest.raises(InputError, match=r"refused|no such host"):
        Fetcher(resolved=lambda host, port: found).get("http://looks-harmless.example/")


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_public_addresses_pass(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_redirect_to_a_private_address_is_refused_before_it_is_asked(site: Site) -> None:
    site.answers["/"] = (302, {"Location": f"http://localhost:{site.port}/inner"}, b"")
    only_here = Fetcher(
        allowed=lambda a: a.is_loopback, resolved=lambda h, p: ["127.0.0.1"] if h != "localhost" else ["10.0.0.1"]
    )
    with pytest.raises(InputError, match=r"refused, since 10\.0\.0\.1"):
        only_here.get(site.url + "/")
    assert [path for path, _ in site.asked] == ["/"]


def test_connection_goes_to_the_address_that_was_checked(site: Site, fetcher: Fetcher) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    site.answers["/"] = (200, {}, b"here")
    once = Fetcher(allowed=lambda a: a.is_loopback, resolved=lambda h, p: next(answers))
    assert once.get(f"http://news.example:{site.port}/").body == b"here"
    assert site.asked[0][1]["host"] == f"news.example:{site.port}"


def test_redirects_are_followed_and_counted(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {f"/{i}": (301, {"Location": f"/{i + 1}"}, b"") for i in range(5)}
    site.answers["/5"] = (200, {}, b"end")
    assert fetcher.get(site.url + "/3").url == site.url + "/5"
    with pytest.raises(InputError, match="more than 2 redirects"):
        fetcher.get(site.url + "/0")


def test_too_much_and_too_slow_are_cut_off(site: Site, fetcher: Fetcher) -> None:
    site.answers["/much"] = (200, {}, b"x" * 100_001)
    site.answers["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 5_000_000))
    site.answers["/slow"] = (200, {"Content-Length": "60"}, b"x" * 60)
    for path in ("/much", "/bomb"):
        with pytest.raises(InputError, match="answers more than 100,000 bytes"):
            fetcher.get(site.url + path)
    for path in ("/slow", "/head-a-byte-at-a-time"):
        start = time.monotonic()
        with pytest.raises(UnreachableError, match="takes longer than"):
            fetcher.get(site.url + path)
        assert time.monotonic() - start < 2


def test_silent_name_server_and_a_name_that_is_not_there_may_answer_later() -> None:
    def silent(host: str, port: int) -> list[str]:
        time.sleep(1)
        return []

    def none(host: str, port: int) -> list[str]:
        raise OSError("Temporary failure in name resolution")

    for resolved, said in ((silent, "takes longer than"), (none, "no such host")):
        with pytest.raises(UnreachableError, match=said):
            Fetcher(resolved=resolved, limits=Limits(seconds=0.1)).get("http://news.example/")


def test_redirect_may_be_written_in_letters_and_with_spaces(site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = (302, {"Location": "/новости дня".encode().decode("latin-1")}, b"")
    site.answers["/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8%20%D0%B4%D0%BD%D1%8F"] = (200, {}, b"here")
    assert fetcher.get(site.url + "/").body == b"here"


def test_status_and_dead_server_are_told(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(InputError, match="the server answers 404"):
        fetcher.page(site.url + "/none")
    with pytest.raises(InputError, match="cannot be fetched"):
        fetcher.page("http://127.0.0.1:1/")


def test_proxy_is_asked_for_the_checked_address(site: Site) -> None:
    site.answers["http://93.184.215.14:80/a"] = (200, {}, b"through the proxy")
    fetcher = Fetcher(resolved=lambda h, p: ["93.184.215.14"], proxy=site.url)
    assert fetcher.get("http://news.example/a").body == b"through the proxy"
    assert site.asked[0][1]["host"] == "news.example"
