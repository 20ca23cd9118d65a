"""RSA keys and signatures for the tests' OpenID Connect provider, of the standard library: a key of a test's length of life."""

import hashlib
import secrets
from dataclasses import dataclass

_BITS = 1024
_PUBLIC = 65537
_SMALL = [n for n in range(3, 2000, 2) if all(n % m for m in range(3, int(n**0.5) + 1, 2))]
# The head of a SHA-256 in PKCS #1 (RFC 8017, section 9.2, note 1).
_SHA256 = bytes.fromhex("3031300d060960864801650304020105000420")


@dataclass(frozen=True, slots=True)
class RsaKey:
    """An RSA key: modulus and private exponent."""

    modulus: int
    private: int

    @property
    def public(self) -> tuple[int, int]:
        """Modulus and public exponent."""
        return self.modulus, _PUBLIC

    def sign(self, message: bytes) -> bytes:
        """The signature RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 8.2.1)."""
        size = (self.modulus.bit_length() + 7) // 8
        digest = _SHA256 + hashlib.sha256(message).digest()
        padded = b"\x00\x01" + b"\xff" * (size - len(digest) - 3) + b"\x00" + digest
        return pow(int.from_bytes(padded, "big"), self.private, self.modulus).to_bytes(size, "big")


def make_key() -> RsaKey:
    """A new key of 2,048 bits, in about a second."""
    p, q = _make_prime(), _make_prime()
    return RsaKey(p * q, pow(_PUBLIC, -1, (p - 1) * (q - 1)))


def _make_prime() -> int:
    while True:
        # The two highest bits are set, so that the product of two primes has all its bits.
        n = secrets.randbits(_BITS) | (3 << (_BITS - 2)) | 1
        if n % _PUBLIC != 1 and all(n % small for small in _SMALL) and _is_prime(n):
            return n


def _is_prime(n: int) -> bool:
    """Miller-Rabin with 24 random bases."""
    twos = ((n - 1) & (1 - n)).bit_length() - 1
    odd = (n - 1) >> twos
    return all(_passes(pow(secrets.randbelow(n - 3) + 2, odd, n), twos, n) for _ in range(24))


def _passes(x: int, twos: int, n: int) -> bool:
    if x in (1, n - 1):
        return True
    for _ in range(twos - 1):
        x = pow(x, 2, n)
        if x == n - 1:
            return True
    return False
