"""A small OpenID Connect provider for tests, on loopback and of the standard library: discovery, authorize, token, keys, logout.

It asks who one is with a button a person, hands out codes that serve once, checks the client, the return address and the
proof of the code's owner (PKCE, S256), and signs with an RSA key that it makes when it starts. For tests alone: it believes
everybody.
"""

import base64
import hashlib
import html
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.browser.rsa import RsaKey, make_key

CLIENT, SECRET = "dateline", "a secret of the tests"
PEOPLE: dict[str, dict[str, Any]] = {
    "Ann Analyst": {"email": "ann@example.org", "email_verified": True},
    "Nobody <b>Known</b>": {},
    "ann@example.org": {"email": "ann@example.org", "email_verified": False},
    "Bob of Elsewhere": {"email": "bob@elsewhere.example", "email_verified": True},
}
"""Who can sign in, by name, and what is told of them besides; the third only says to be Ann."""
KEY_ID = "test-1"


class Provider(ThreadingHTTPServer):
    """The provider: its key, the codes it handed out, and what was asked of it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.key: RsaKey = make_key()
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    @property
    def issuer(self) -> str:
        """The provider's address."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def sign(self, claims: dict[str, Any]) -> str:
        """Claims as a token signed with RS256 (RFC 7515)."""
        head = {"alg": "RS256", "typ": "JWT", "kid": KEY_ID}
        signed = b".".join(encode(json.dumps(part).encode()) for part in (head, claims))
        return b".".join((signed, encode(self.key.sign(signed)))).decode()


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers until the block ends."""
    provider = Provider()
    threading.Thread(target=provider.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        provider.shutdown()
        provider.server_close()


def encode(data: bytes) -> bytes:
    """Base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=")


class _Answer(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        self.server.asked.append(asked.path)
        given = {name: values[0] for name, values in parse_qs(asked.query).items()}
        answers = {
            "/.well-known/openid-configuration": self._describe, "/jwks": self._show_key,
            "/authorize": lambda: self._ask_who(given), "/chosen": lambda: self._send_back(given),
            "/logout": lambda: self._redirect(given["post_logout_redirect_uri"], {}),
        }  # fmt: skip
        answers.get(asked.path, lambda: self.send_error(404))()

    def do_POST(self) -> None:
        self.server.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        told = self.server.codes.pop(given.get("code", ""), None)
        if self.path != "/token" or told is None or not self._is_client() or not _fits(given, told):
            self._json({"error": "invalid_grant"}, 400)
        else:
            self._json(self._tokens(told))

    def _describe(self) -> None:
        at = self.server.issuer
        self._json({
            "issuer": at, "authorization_endpoint": f"{at}/authorize", "token_endpoint": f"{at}/token",
            "jwks_uri": f"{at}/jwks", "end_session_endpoint": f"{at}/logout", "response_types_supported": ["code"],
            "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"], "scopes_supported": ["openid", "email", "profile"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        })  # fmt: skip

    def _show_key(self) -> None:
        n, e = (
            encode(number.to_bytes((number.bit_length() + 7) // 8, "big")).decode() for number in self.server.key.public
        )
        self._json({"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": KEY_ID, "n": n, "e": e}]})

    def _ask_who(self, given: dict[str, str]) -> None:
        if (
            given.get("client_id") != CLIENT
            or given.get("response_type") != "code"
            or "openid" not in given["scope"].split()
        ):
            self.send_error(400)
            return
        buttons = "".join(
            f'<p><a href="/chosen?{html.escape(urlencode({**given, "who": who}))}">{html.escape(who)}</a></p>'
            for who in PEOPLE
        )
        refused = urlencode({"state": given["state"], "error": "access_denied"})
        self._say(
            f'<h1>Who are you?</h1>{buttons}<a href="{html.escape(given["redirect_uri"])}?{html.escape(refused)}">Nobody</a>'
        )

    def _send_back(self, given: dict[str, str]) -> None:
        code = secrets.token_urlsafe(16)
        self.server.codes[code] = given
        self._redirect(given["redirect_uri"], {"code": code, "state": given["state"]})

    def _tokens(self, told: dict[str, str]) -> dict[str, Any]:
        now, who = int(time.time()), told["who"]
        claims = {
            "iss": self.server.issuer, "aud": CLIENT, "sub": who, "iat": now, "exp": now + 300,
            "nonce": told["nonce"], "name": who, **PEOPLE[who],
        }  # fmt: skip
        return {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": self.server.sign(claims)}

    def _is_client(self) -> bool:
        wanted = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        return self.headers.get("Authorization", "") in (f"Basic {wanted}",)

    def _json(self, told: object, status: int = 200) -> None:
        self._send(json.dumps(told).encode(), "application/json", status)

    def _say(self, page: str) -> None:
        self._send(f"<!doctype html><title>Provider</title>{page}".encode(), "text/html; charset=utf-8")

    def _redirect(self, address: str, parameters: dict[str, str]) -> None:
        self.send_response(302)
        self.send_header("Location", f"{address}?{urlencode(parameters)}" if parameters else address)
        self.end_headers()

    def _send(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing is logged."""


def _fits(given: dict[str, str], told: dict[str, str]) -> bool:
    """Whether a code is redeemed by who was given it: the same return address, and the proof of the challenge."""
    proof = encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest()).decode()
    return given.get("redirect_uri") == told["redirect_uri"] and proof == told.get("code_challenge")
