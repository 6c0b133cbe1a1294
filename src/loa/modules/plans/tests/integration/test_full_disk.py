"""An upload while the disk is full: words, nothing half kept; sent again later it goes through.

The disk is made full by the limit on the size of files that a process may write (setrlimit(2)),
which refuses a write as a full disk does.
"""

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from loa.foundation.audit import facade as audit
from loa.modules.plans.models import Plan, Upload
from loa.modules.plans.tests.factories import PLAN_TEXT, Scene
from loa.modules.plans.tests.web import browser, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
ROOM = 100


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process grows beyond a hundred bytes, also none of the interpreter's own."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", True)
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def send(client: Client) -> tuple[int, str]:
    sent = SimpleUploadedFile("ke-hoach.txt", PLAN_TEXT.encode())
    answer = client.post(reverse("plans:plan-import"), {"documents": sent})
    return answer.status_code, words_of(answer)


def test_upload_on_a_full_disk_says_so_and_goes_through_when_there_is_room(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LOA_DATA", tmp_path)
    client, rows = browser(scene.officer), audit.verify().rows
    with full_disk():
        status, page = send(client)
    assert status == 503, page
    assert "hết chỗ trên đĩa" in page
    assert "Chữ bạn đã nhập còn được giữ" in page
    assert (Plan.objects.count(), Upload.objects.count(), audit.verify().rows) == (0, 0, rows)
    assert [path for path in (tmp_path / "uploads").glob("*/*") if path.stat().st_size] == []

    status, page = send(client)
    assert status == 302, page
    assert Upload.objects.count() == 1
