"""E-mail over closed lines: STARTTLS, TLS, signing in, with a server and certificate made here."""

import base64
import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.test import override_settings

from loa.foundation.messaging.smtp import Smtp
from loa.foundation.messaging.tests.integration.test_sending import Server
from loa.foundation.messaging.types import Outgoing, Unreachable

AT = datetime(2022, 4, 18, 2, 0, tzinfo=UTC)
USER, PASSWORD = "loa@tinh.example", "rat-rieng-cua-loa"
LETTER = Outgoing("<1@loa>", "xa@xa.example", "Đôn đốc", "Kính gửi xã.", AT)


@dataclass(frozen=True)
class Certificate:
    """A certificate for 127.0.0.1, and the files of it and its key."""

    chain: Path
    key: Path


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """One that signs itself, made for these tests."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post office of a test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    found = Certificate(folder / "chain.pem", folder / "key.pem")
    found.chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    found.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return found


@dataclass
class PostOffice:
    """A server whose line is closed from the start (`is_closed`) or on STARTTLS; it asks who."""

    context: ssl.SSLContext
    is_closed: bool
    is_telling: bool = True
    port: int = 0
    got: list[bytes] = field(default_factory=list)
    signed_in: list[str] = field(default_factory=list)

    def serve(self, door: socket.socket) -> None:
        """One caller after the other, until the door is closed."""
        while True:
            try:
                caller, _address = door.accept()
            except OSError:
                return
            with suppress(OSError), caller:
                caller.settimeout(10)
                self._receive(caller)

    def _receive(self, caller: socket.socket) -> None:
        if not self.is_closed:
            caller.sendall(b"220 post office\r\n")
            if not self._talk(caller, is_open=True):
                return
        with self.context.wrap_socket(caller, server_side=True) as closed:
            if self.is_closed:
                closed.sendall(b"220 post office\r\n")
            self._talk(closed, is_open=False)

    def _talk(self, caller: socket.socket, *, is_open: bool) -> bool:
        """Whether the caller asks to close the line."""
        with caller.makefile("rb", buffering=0) as line:
            while words := line.readline():
                verb = words.split()[0].upper()
                if verb == b"STARTTLS":
                    caller.sendall(b"220 go on\r\n")
                    return True
                caller.sendall(self._answer(verb, words, is_open=is_open))
                if verb == b"DATA":
                    self.got.append(b"".join(iter(line.readline, b".\r\n")))
                    caller.sendall(b"250 taken\r\n")
                if verb == b"QUIT":
                    return False
        return False

    def _answer(self, verb: bytes, words: bytes, *, is_open: bool) -> bytes:
        if verb == b"EHLO":
            offers = b"250-STARTTLS\r\n" if is_open and self.is_telling else b""
            return b"250-post office\r\n" + offers + b"250 AUTH PLAIN\r\n"
        if verb == b"AUTH":
            _none, user, password = base64.b64decode(words.split()[2]).split(b"\0")
            self.signed_in.append(user.decode())
            is_right = password.decode() == PASSWORD
            return b"235 come in\r\n" if is_right else b"535 not you: " + password + b"\r\n"
        return {b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}.get(verb, b"250 ok\r\n")


@contextlib.contextmanager
def opened(certificate: Certificate, *, is_closed: bool) -> Iterator[PostOffice]:
    """A post office on a port of its own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.chain, certificate.key)
    post = PostOffice(context, is_closed)
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        post.port = door.getsockname()[1]
        thread = threading.Thread(target=post.serve, args=(door,), daemon=True)
        thread.start()
        yield post
        door.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def send(post: PostOffice, security: str, password: str = PASSWORD) -> None:
    """One letter over that line."""
    chosen = Server("127.0.0.1", post.port, security, USER, password)
    with override_settings(SMTP=chosen):
        Smtp().send(LETTER)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_letter_goes_out_over_a_closed_line_after_signing_in(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.chain))
    with opened(certificate, is_closed=security == "tls") as post:
        send(post, security)
    assert post.signed_in == [USER]
    (letter,) = post.got
    assert b"Message-ID: <1@loa>" in letter


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_is_refused_before_signing_in(
    certificate: Certificate, security: str
) -> None:
    """The password never leaves for a server that may be anybody."""
    with (
        opened(certificate, is_closed=security == "tls") as post,
        pytest.raises(Unreachable, match="kết nối mã hóa"),
    ):
        send(post, security)
    assert (post.signed_in, post.got) == ([], [])


def test_a_server_that_offers_no_closed_line_gets_no_password(certificate: Certificate) -> None:
    with opened(certificate, is_closed=False) as post:
        post.is_telling = False
        with pytest.raises(Unreachable, match="không nhận kết nối mã hóa"):
            send(post, "starttls")
    assert (post.signed_in, post.got) == ([], [])


def test_a_wrong_password_is_told_without_the_password(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.chain))
    wrong = "khong-phai-mat-khau"
    with (
        opened(certificate, is_closed=True) as post,
        pytest.raises(Unreachable, match="tên đăng nhập hoặc mật khẩu") as failure,
    ):
        send(post, "tls", wrong)
    assert wrong not in f"{failure.value!r} {failure.value.__cause__!r} {caplog.text}"
    assert failure.value.__suppress_context__
    assert post.got == []


def test_a_password_that_the_protocol_cannot_carry_is_told_without_it(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.chain))
    with (
        opened(certificate, is_closed=True) as post,
        pytest.raises(Unreachable, match="chữ không dấu") as failure,
    ):
        send(post, "tls", "mật khẩu")
    assert failure.value.__suppress_context__


@pytest.mark.parametrize(
    ("port_is_open", "words"),
    [(False, "Không có máy chủ thư nào trả lời"), (True, "không trả lời, hoặc ngắt")],
)
def test_a_server_that_is_not_there_or_says_nothing_is_told_so(
    monkeypatch: pytest.MonkeyPatch, *, port_is_open: bool, words: str
) -> None:
    monkeypatch.setattr("loa.foundation.messaging.smtp._TIMEOUT_S", 0.2)
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        port = door.getsockname()[1]
        if not port_is_open:
            door.close()
        with (
            override_settings(SMTP=Server("127.0.0.1", port)),
            pytest.raises(Unreachable, match=words),
        ):
            Smtp().send(LETTER)
