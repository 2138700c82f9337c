"""A certificate authority and a server certificate for the tests' own PostgreSQL server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

NAMES = x509.SubjectAlternativeName(
    [x509.DNSName("localhost"), x509.IPAddress(IPv4Address("127.0.0.1"))]
)
USES = x509.KeyUsage(
    digital_signature=True,
    key_cert_sign=True,
    crl_sign=True,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    encipher_only=False,
    decipher_only=False,
)


def _named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def _blank(subject: str, key: EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_named(subject))
        .issuer_name(_named("tests' authority"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
    )


def write_certificates(folder: Path) -> tuple[Path, Path, Path]:
    """Fresh `ca.crt`, `server.crt` and `server.key` (readable by its owner only) in `folder`."""
    authority, server = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    ca = (
        _blank("tests' authority", authority)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(USES, critical=True)
        .sign(authority, hashes.SHA256())
    )
    leaf = (_blank("localhost", server).add_extension(NAMES, critical=False)).sign(
        authority, hashes.SHA256()
    )
    key = server.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    paths = (folder / "ca.crt", folder / "server.crt", folder / "server.key")
    for path, content in zip(
        paths, (ca.public_bytes(Encoding.PEM), leaf.public_bytes(Encoding.PEM), key), strict=True
    ):
        path.write_bytes(content)
        path.chmod(0o600 if path.suffix == ".key" else 0o644)
    return paths
