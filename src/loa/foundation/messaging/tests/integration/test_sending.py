"""E-mail over a real server in this process: once, again after a failure, never twice unnoticed."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.test import override_settings

from loa.foundation.files import facade as files
from loa.foundation.jobs.tests.factories import run_jobs, wired
from loa.foundation.messaging import handlers
from loa.foundation.messaging.facade import (
    Channel,
    Letter,
    MessageQueued,
    MessageState,
    NewMessage,
    contacts_named,
    failed_count,
    is_on,
    messages_about,
    queue_letters,
    queue_messages,
    remember_contact,
)
from loa.foundation.messaging.models import Message
from loa.foundation.messaging.operations import note_failure, note_sent
from loa.foundation.messaging.types import Unreachable
from loa.foundation.orgs.facade import SYSTEM, Actor, Role
from loa.foundation.orgs.tests.factories import make_account, make_actor, make_province
from loa.kernel.db import operation
from loa.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db

AT = datetime(2022, 4, 18, 2, 0, tzinfo=UTC)
TO = "dau.moi@xa.example"
THING = "plans.urging:1"


@dataclass(frozen=True)
class Server:
    """As the environment names it."""

    host: str
    port: int
    security: str = "none"
    user: str = ""
    password: str = ""
    sender: str = "loa@tinh.example"


@dataclass
class PostOffice:
    """A server that speaks SMTP on a port of its own; `answers` says what it says to a command."""

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    got: list[EmailMessage] = field(default_factory=list)

    def serve(self, door: socket.socket) -> None:
        """One caller after the other, until the door is closed."""
        while True:
            try:
                caller, _address = door.accept()
            except OSError:
                return
            with suppress(OSError), caller, caller.makefile("rb") as line:
                caller.settimeout(10)
                self._talk(line.readline, caller.sendall)

    def _talk(self, read: Callable[[], bytes], write: Callable[[bytes], None]) -> None:
        write(b"220 post office\r\n")
        while words := read():
            verb = words.split()[0].upper().decode() if words.split() else ""
            write(self.answers.get(verb, _USUAL.get(verb, "250 ok")).encode() + b"\r\n")
            if verb == "QUIT":
                return
            if verb == "DATA" and "DATA" not in self.answers:
                text = b"".join(iter(read, b".\r\n"))
                write(self.answers.get("TEXT", "250 taken").encode() + b"\r\n")
                self.got.append(message_from_bytes(text, policy=policy.default))


_USUAL = {"EHLO": "250 hello", "DATA": "354 go on", "QUIT": "221 bye"}


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """A server that the settings name."""
    post = PostOffice()
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        post.port = door.getsockname()[1]
        thread = threading.Thread(target=post.serve, args=(door,), daemon=True)
        thread.start()
        chosen = Server("127.0.0.1", post.port)
        with override_settings(SMTP=chosen), wired({MessageQueued: (handlers.on_message_queued,)}):
            yield post
        door.shutdown(socket.SHUT_RDWR)
    thread.join(5)


@pytest.fixture
def person() -> int:
    """Somebody with an address."""
    account = make_account(make_actor(Role.FOCAL_OFFICER, make_province().pk))
    account.person.email = TO
    account.person.save()
    return account.person_id


@operation
def queued(*, actor: Actor, person_id: int, at: datetime) -> None:
    """As an operation of another room queues a message."""
    del actor
    text = "Kính gửi xã.\nTrân trọng."
    queue_messages(Channel.EMAIL, [NewMessage(person_id, "Đôn đốc\n2 việc", text, THING)], at)


@operation
def posted(*, actor: Actor, at: datetime) -> None:
    """As an operation of another room sends a document to a body outside."""
    stored = files.store(
        actor_id=None, name="kh.txt", data="Kế hoạch".encode(), at=at,
        purpose=files.Purpose.PLAN_SOURCE,
    )  # fmt: skip
    for name in ("Báo Tuyên Quang", "- báo Tuyên Quang;"):
        contact = remember_contact(actor, name, TO, at)
    letter = Letter(contact, "Gửi Kế hoạch", "Kính gửi Báo.", THING, stored.id)
    queue_letters(Channel.EMAIL, [letter], at)


def test_a_body_outside_gets_the_file_with_the_letter(office: PostOffice) -> None:
    posted(actor=SYSTEM, at=AT)
    run_jobs()
    (email,) = office.got
    assert email["To"] == TO
    (attached,) = email.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("kh.txt", "Kế hoạch")
    assert contacts_named(["BÁO TUYÊN QUANG", "Đài"]) == {"BÁO TUYÊN QUANG": TO}


def test_a_message_goes_out_once(office: PostOffice, person: int) -> None:
    """J04: with the operation that queued it; a second run of its job sends nothing."""
    assert is_on(Channel.EMAIL)
    queued(actor=SYSTEM, person_id=person, at=AT)
    run_jobs()
    (email,) = office.got
    assert (email["To"], email["From"]) == (TO, "loa@tinh.example")
    assert email["Subject"] == "Đôn đốc 2 việc"
    assert email.get_content().split() == ["Kính", "gửi", "xã.", "Trân", "trọng."]
    (row,) = messages_about([THING])
    assert (row.state, row.words) == (MessageState.SENT, "")
    handlers.on_message_queued(MessageQueued(Message.objects.get().pk, AT))
    assert len(office.got) == 1


def test_killed_before_the_note_it_goes_again_with_the_same_id(
    office: PostOffice, person: int
) -> None:
    """J01, J04: at least once, and the second is to be recognised."""
    queued(actor=SYSTEM, person_id=person, at=AT)
    run_jobs()
    Message.objects.update(state=MessageState.QUEUED.value, sent_at=None)
    handlers.on_message_queued(MessageQueued(Message.objects.get().pk, AT))
    first, second = office.got
    assert first["Message-ID"] == second["Message-ID"]


def test_what_the_server_refuses_for_good_is_told_and_not_tried_again(
    office: PostOffice, person: int
) -> None:
    office.answers["RCPT"] = f"550 no such box {TO}"
    queued(actor=SYSTEM, person_id=person, at=AT)
    run_jobs()
    (row,) = messages_about([THING])
    assert (row.state, failed_count()) == (MessageState.FAILED, 1)
    assert "không nhận địa chỉ" in row.words
    assert TO not in row.words


@pytest.mark.parametrize(
    ("verb", "answer", "words"),
    [
        ("RCPT", "450 busy", "không nhận địa chỉ"),
        ("TEXT", "451 later", "không nhận nội dung"),
        ("MAIL", "530 who are you", "LOA_SMTP_FROM"),
        ("EHLO", "421 closed", "Không gửi được"),
    ],
)
def test_what_may_come_right_is_tried_again(
    office: PostOffice, person: int, verb: str, answer: str, words: str
) -> None:
    office.answers[verb] = f"{answer} {TO}"
    office.answers["HELO"] = office.answers.get("EHLO", "250 hello")
    queued(actor=SYSTEM, person_id=person, at=AT)
    event = MessageQueued(Message.objects.get().pk, AT)
    with pytest.raises(Unreachable, match=words) as failure:
        handlers.on_message_queued(event)
    assert TO not in str(failure.value)
    assert messages_about([THING])[0].state == MessageState.QUEUED
    office.answers.clear()
    handlers.on_message_queued(event)
    assert messages_about([THING])[0].state == MessageState.SENT


def test_after_the_last_attempt_it_is_given_up(office: PostOffice, person: int) -> None:
    office.answers["TEXT"] = "451 later"
    queued(actor=SYSTEM, person_id=person, at=AT)
    event = MessageQueued(Message.objects.get().pk, AT)
    for _attempt in range(6):
        with pytest.raises(Unreachable):
            handlers.on_message_queued(event)
    assert messages_about([THING])[0].state == MessageState.FAILED


def test_without_an_address_or_a_server(office: PostOffice, person: int) -> None:
    """Hazard G09: told, never passed over."""
    nobody = person + 1
    queued(actor=SYSTEM, person_id=nobody, at=AT)
    run_jobs()
    assert "không còn địa chỉ" in messages_about([THING])[0].words
    Message.objects.update(state=MessageState.QUEUED.value, person_id=person)
    with override_settings(SMTP=None):
        assert not is_on(Channel.EMAIL)
        with pytest.raises(Unreachable, match="LOA_SMTP_HOST"):
            handlers.on_message_queued(MessageQueued(Message.objects.get().pk, AT))
    assert office.got == []


@operation
def _to_a_stranger(*, actor: Actor, at: datetime) -> None:
    del actor
    letter = NewMessage(None, "Trả lời", "Đã làm", THING, address="ba.mau@thu.example")
    queue_messages(Channel.EMAIL, [letter], at)


def test_of_a_stranger_the_address_is_kept_until_it_went_out(office: PostOffice) -> None:
    _to_a_stranger(actor=SYSTEM, at=AT)
    assert Message.objects.get().address
    run_jobs()
    assert [letter["To"] for letter in office.got] == ["ba.mau@thu.example"]
    assert Message.objects.get().address == ""


def test_only_the_house_notes(office: PostOffice, person: int) -> None:
    queued(actor=SYSTEM, person_id=person, at=AT)
    somebody = make_actor(Role.ADMINISTRATOR, 1)
    pk = Message.objects.get().pk
    with pytest.raises(NotAllowed):
        note_sent(actor=somebody, message_id=pk, at=AT)
    with pytest.raises(NotAllowed):
        note_failure(actor=somebody, message_id=pk, words="x", is_final=True, at=AT)
    run_jobs()
    note_failure(actor=SYSTEM, message_id=pk, words="x", is_final=True, at=AT)
    assert messages_about([THING])[0].state == MessageState.SENT
    assert len(office.got) == 1
