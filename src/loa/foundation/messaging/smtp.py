"""E-mail by SMTP: the server that the environment names (LOA_SMTP_…)."""

import smtplib
import socket
import ssl
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from http import HTTPStatus
from typing import Protocol

from django.conf import settings

from loa.foundation.messaging.types import Outgoing, Refused, Unreachable

_TIMEOUT_S = 20
_FOR_GOOD = HTTPStatus.INTERNAL_SERVER_ERROR
"""SMTP codes from 500 on say that trying again is of no use, as those of HTTP do not."""


_NOT_SET_UP = "Chưa cài máy chủ thư (LOA_SMTP_HOST)."
_NO_ANSWER = "Không có máy chủ thư nào trả lời ở địa chỉ đã cài (LOA_SMTP_HOST, LOA_SMTP_PORT)."
_NOT_CLOSED = "Máy chủ thư không nhận kết nối mã hóa (LOA_SMTP_SECURITY)."
_NOT_ASCII = "Tên đăng nhập, mật khẩu máy chủ thư chỉ được gồm chữ không dấu."
_KINDS = (
    (smtplib.SMTPAuthenticationError, "Máy chủ thư không nhận tên đăng nhập hoặc mật khẩu."),
    (smtplib.SMTPSenderRefused, "Máy chủ thư không nhận địa chỉ gửi (LOA_SMTP_FROM)."),
    (ssl.SSLError, "Không lập được kết nối mã hóa với máy chủ thư."),
    (smtplib.SMTPServerDisconnected, "Máy chủ thư không trả lời, hoặc ngắt giữa chừng."),
    (TimeoutError, "Máy chủ thư trả lời quá lâu."),
    (ConnectionRefusedError, _NO_ANSWER),
    (socket.gaierror, _NO_ANSWER),
)


class Server(Protocol):
    """The server that the environment names; `security` is starttls, tls or none."""

    @property
    def host(self) -> str:
        """Its name."""

    @property
    def port(self) -> int:
        """Where it listens."""

    @property
    def security(self) -> str:
        """How the line is closed to others."""

    @property
    def user(self) -> str:
        """Who signs in; empty where nobody has to."""

    @property
    def password(self) -> str:
        """With which password."""

    @property
    def sender(self) -> str:
        """The address that letters come from."""


class Smtp:
    """One connection a message: few go out at once, and none waits for another's server."""

    def is_on(self) -> bool:
        """Whether a server is named."""
        return settings.SMTP is not None

    def send(self, message: Outgoing) -> None:
        """Hand over one message. Raises Refused, Unreachable, neither with an address in it."""
        chosen: Server | None = settings.SMTP
        if chosen is None:
            raise Unreachable(_NOT_SET_UP)
        try:
            with _connected(chosen) as server:
                server.send_message(email_of(message, chosen.sender), chosen.sender, [message.to])
        except (smtplib.SMTPException, OSError) as error:
            raise _told(error) from None


def _told(error: Exception) -> Exception:
    """The same in words of our own: those of the server may name addresses."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = max(code for code, _words in error.recipients.values())
        return _of_code(code, "Máy chủ thư không nhận địa chỉ của người nhận")
    if isinstance(error, smtplib.SMTPDataError):
        return _of_code(error.smtp_code, "Máy chủ thư không nhận nội dung thư")
    for kind, words in _KINDS:
        if isinstance(error, kind):
            return Unreachable(words)
    return Unreachable(f"Không gửi được qua máy chủ thư ({type(error).__name__}).")


def _of_code(code: int, words: str) -> Exception:
    kind = Refused if code >= _FOR_GOOD else Unreachable
    return kind(f"{words} ({code}).")


def _connected(chosen: Server) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    server: smtplib.SMTP
    if chosen.security == "tls":
        server = smtplib.SMTP_SSL(chosen.host, chosen.port, timeout=_TIMEOUT_S, context=trusted)
    else:
        server = smtplib.SMTP(chosen.host, chosen.port, timeout=_TIMEOUT_S)
    try:
        if chosen.security == "starttls":
            _close_line(server, trusted)
        if chosen.user:
            _sign_in(server, chosen)
    except BaseException:
        server.close()
        raise
    return server


def _close_line(server: smtplib.SMTP, trusted: ssl.SSLContext) -> None:
    try:
        server.starttls(context=trusted)
    except smtplib.SMTPNotSupportedError:
        raise Unreachable(_NOT_CLOSED) from None


def _sign_in(server: smtplib.SMTP, chosen: Server) -> None:
    """The error of a word that SMTP cannot carry holds the word, so it goes no further."""
    try:
        server.login(chosen.user, chosen.password)
    except UnicodeError:
        raise Unreachable(_NOT_ASCII) from None


class _WholeSubject(EmailPolicy):
    """Encodes a subject whole.

    What the library makes of one that is partly ASCII loses blanks where it folds the line:
    «Kế hoạch» arrives as «Kếhoạch» (cpython 136052, open).
    """

    def fold(self, name: str, value: str) -> str:
        """The lines of one header in the words that mail programs read."""
        if name.lower() != "subject" or str(value).isascii():
            return str(super().fold(name, value))
        words = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {words}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same as the bytes that go out."""
        return self.fold(name, value).encode("ascii", "surrogateescape")


def email_of(message: Outgoing, sender: str) -> EmailMessage:
    """The message as it goes out."""
    email = EmailMessage(policy=_WholeSubject())
    email["Subject"] = " ".join(message.subject.split())
    email["From"] = sender
    email["To"] = message.to
    email["Date"] = format_datetime(message.at)
    email["Message-ID"] = message.message_id
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(message.text)
    if message.attachment is not None:
        main, _slash, sub = message.attachment.media_type.partition("/")
        email.add_attachment(
            message.attachment.data,
            maintype=main,
            subtype=sub,
            filename=message.attachment.name,
            params={"charset": "utf-8"} if main == "text" else None,
        )
    return email
