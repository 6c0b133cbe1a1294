"""Reading as a job: kept first, read in turn, killed anywhere, made once."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from loa.config import wiring
from loa.foundation.audit.tests.factories import lines_of
from loa.foundation.files import facade as files
from loa.foundation.files.extract.facade import can_read_scans
from loa.foundation.files.models import StoredFile
from loa.foundation.files.tests.factories import scanned
from loa.foundation.jobs import facade as jobs
from loa.foundation.jobs.facade import Lane
from loa.foundation.jobs.tests.factories import run_jobs
from loa.foundation.orgs import facade as orgs
from loa.kernel import clock
from loa.kernel.errors import NotAllowed
from loa.modules.plans import queries
from loa.modules.plans.models import Annex, Plan, Upload, UploadFile
from loa.modules.plans.operations import reading_steps as steps
from loa.modules.plans.operations.receive_files import receive_files
from loa.modules.plans.queries import reading
from loa.modules.plans.rules import uploading
from loa.modules.plans.tests.factories import AT, PLAN_TEXT, Scene, drafted, issued, make_scene
from loa.modules.plans.tests.integration.test_annex import HEAD, ROWS, WITH_ANNEX, book
from loa.modules.plans.tests.web import HX, browser, on_the_day, words_of
from loa.modules.plans.types import FileState, PlanState, UploadState
from loa.modules.plans.web import sending

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Iterator[Scene]:
    with on_the_day():
        yield make_scene()
