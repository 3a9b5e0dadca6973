"""A certificate authority of this installation alone: HTTPS where no public one can vouch, as at a venue without internet.

Its key never leaves ``DATA_DIR/https``. Whoever trusts it lends it little: it is bound to private networks, to names that only
mean something in them, and to the names of this machine (X.509 name constraints, RFC 5280 section 4.2.1.10), so that nobody who
steals the key can pass for another site. The certificate that the web processes show is made anew at each start.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import urlsplit

import psutil
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.private_files import write_private
from app.settings import Settings

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

# RFC 1918, RFC 3927, RFC 6598, RFC 4193, and loopback.
_PRIVATE: Final[tuple[Network, ...]] = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "127.0.0.0/8"),
        *("fc00::/7", "::1/128"),
    )
)
# Names that no public authority vouches for: mDNS (RFC 6762), RFC 8375, RFC 6761, and what routers call their network.
_LOCAL: Final = ("local", "home.arpa", "localhost", "internal", "lan")
_AUTHORITY_DAYS: Final = 5 * 365
# Apple's limit for certificates of authorities that a person has trusted is 825 days; a service seldom runs for one year.
_CERTIFICATE_DAYS: Final = 397
_CLOCKS_DIFFER: Final = timedelta(days=1)
_SOMEWHERE_ELSE: Final = ("192.0.2.1", 9)  # RFC 5737: nobody's. No packet is sent by asking for the way there.


@dataclass(frozen=True, slots=True)
class Names:
    """What clients call this machine."""

    hosts: tuple[str, ...]
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Files:
    """Where things are: ``certificate`` (with its key, for the web processes) and ``trusted`` (what phones are told to trust)."""

    folder: Path

    @property
    def authority(self) -> Path:
        """The authority and its key."""
        return self.folder / "authority.pem"

    @property
    def trusted(self) -> Path:
        """The authority without its key, in PEM."""
        return self.folder / "authority.crt"

    @property
    def certificate(self) -> Path:
        """The certificate of this machine and its key, in PEM."""
        return self.folder / "server.pem"


def https_files(data_dir: Path) -> Files:
    """The folder is in ``data_dir``; it may not exist yet."""
    return Files(data_dir.absolute() / "https")


def names_of(settings: Settings) -> Names:
    """This machine's names, and those that the settings use."""
    return machine_names(settings.host, urlsplit(settings.base_url).hostname or "")


def certificate_of(settings: Settings) -> Path:
    """The certificate that a web process shows; made where this machine has none yet (the supervisor makes a fresh one)."""
    files = https_files(settings.data_dir)
    if not files.certificate.exists():
        certify(settings.data_dir, names_of(settings), datetime.now(UTC))
    return files.certificate


def ftp_certificate(settings: Settings) -> tuple[Path, Path] | None:
    """The certificate that cameras are shown, and the file of its key: ``FTP_CERT`` and ``FTP_KEY``, or with HTTPS the same as
    browsers are. None for FTP in the clear."""
    if settings.ftp_cert and settings.ftp_key:
        return Path(settings.ftp_cert), Path(settings.ftp_key)
    if settings.https:
        certificate = certificate_of(settings)
        return certificate, certificate
    return None


def certify(data_dir: Path, names: Names, now: datetime) -> bool:
    """Make a certificate for ``names``. Returns whether the authority is a new one, which every device has to be told to trust:
    the first time, in the last year of its life, and when it may not vouch for one of the names.
    """
    files = https_files(data_dir)
    files.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = _kept_authority(files.authority)
    fresh = kept is None or not _may_vouch(kept[0], names, now)
    authority, key = _new_authority(names, now) if kept is None or fresh else kept
    if fresh:
        write_private(files.authority, _pem(authority, key))
    write_private(files.trusted, authority.public_bytes(Encoding.PEM).decode())
    write_private(files.certificate, _certificate(authority, key, names, now))
    return fresh


def machine_names(*given: str) -> Names:
    """This machine's names and its addresses in private networks, and those ``given``: names or addresses, or empty.

    Public addresses of the machine are left out: for them a public authority vouches.
    """
    host = socket.gethostname().partition(".")[0].lower()
    hosts = ["localhost", *((host, f"{host}.local") if host and host != "localhost" else ())]
    addresses = [address for address in _own_addresses() if any(address in network for network in _PRIVATE)]
    for one in given:
        address = _address(one)
        if address is None:
            hosts += [one.lower()] if one else []
        elif not address.is_unspecified:
            addresses.append(address)
    return Names(tuple(dict.fromkeys(hosts)), tuple(dict.fromkeys(addresses)))


def address_for_others(names: Names) -> str:
    """How others in the network best call this machine: the address by which it would leave it, or another one of it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_SOMEWHERE_ELSE)
            leaving = ipaddress.ip_address(probe.getsockname()[0])
        except OSError:  # no way out: a network without internet, or none
            leaving = None
    others = [address for address in names.addresses if address.version == 4 and not address.is_loopback]
    if leaving in others:
        return str(leaving)
    return str(others[0]) if others else "127.0.0.1"


def fingerprint(trusted: Path) -> str:
    """SHA-256 of the authority, as phones show it: pairs of hexadecimal digits."""
    return x509.load_pem_x509_certificate(trusted.read_bytes()).fingerprint(hashes.SHA256()).hex(" ").upper()


def der(trusted: Path) -> bytes:
    """The authority in the form that phones install."""
    return x509.load_pem_x509_certificate(trusted.read_bytes()).public_bytes(Encoding.DER)


def _kept_authority(path: Path) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None:
    try:
        pem = path.read_bytes()
        key = load_pem_private_key(pem, None)
        certificate = x509.load_pem_x509_certificate(pem)
    except (OSError, ValueError):
        return None
    return (certificate, key) if isinstance(key, ec.EllipticCurvePrivateKey) else None


def _may_vouch(authority: x509.Certificate, names: Names, now: datetime) -> bool:
    """Until the end of the certificate's life, and for each of the names."""
    permitted = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    domains = [name.value for name in permitted if isinstance(name, x509.DNSName)]
    networks = [name.value for name in permitted if isinstance(name, x509.IPAddress)]
    return (
        authority.not_valid_after_utc >= now + timedelta(days=_CERTIFICATE_DAYS)
        and all(any(host == domain or host.endswith(f".{domain}") for domain in domains) for host in names.hosts)
        and all(any(address in network for network in networks) for address in names.addresses)  # type: ignore[operator]
    )


def _new_authority(names: Names, now: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    public = [address for address in names.addresses if not any(address in network for network in _PRIVATE)]
    permitted: list[x509.GeneralName] = [x509.DNSName(name) for name in dict.fromkeys((*_LOCAL, *names.hosts))]
    permitted += [x509.IPAddress(network) for network in (*_PRIVATE, *map(ipaddress.ip_network, public))]
    name = _name(f"eventphotos on {socket.gethostname()}")
    certificate = (
        _blank(name, name, key, now, _AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return certificate, key


def _certificate(authority: x509.Certificate, signing: ec.EllipticCurvePrivateKey, names: Names, now: datetime) -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    alternatives: list[x509.GeneralName] = [*map(x509.DNSName, names.hosts), *map(x509.IPAddress, names.addresses)]
    certificate = (
        _blank(_name("eventphotos"), authority.subject, key, now, _CERTIFICATE_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False)
        .sign(signing, hashes.SHA256())
    )
    return _pem(certificate, key)


def _blank(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCKS_DIFFER)
        .not_valid_after(now + timedelta(days=days))
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])])


def _pem(certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> str:
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return (private + certificate.public_bytes(Encoding.PEM)).decode()


def _own_addresses() -> Iterable[Address]:
    for interface in psutil.net_if_addrs().values():
        for one in interface:
            if one.family in (socket.AF_INET, socket.AF_INET6):
                address = _address(one.address)
                if address is not None:
                    yield address


def _address(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None
