"""Every page of the product, found by walking the addresses: a new page is found by itself."""

from collections.abc import Mapping, Sequence
from itertools import product

from django.test import Client
from django.urls import NoReverseMatch, reverse

from loa.surfaces.desk.tests.things import routes

Samples = Mapping[str, Sequence[object]]
MACHINES = "api-v1:"
"""The names of addresses that other programs ask, none of which is a page."""

# Addresses that answer a GET, but with no page; a new one must say why.
NO_PAGE = {
    "healthz": "for machines",
    "healthz-web": "for machines",
    "metrics": "for machines",
    "account_logout": "a button only",
    "account_set_password": "leads to the page for forgotten passwords, which is checked",
    "account_reauthenticate": "nothing leads there: no page of Loa asks for the password again",
    "account_signup": "leads to sign-in: nobody makes an account of his own",
    "account_inactive": "leads to sign-in",
    "password_changed": "leads to the start page",
    "second_factor_code": "stands between password and phone: test_second_factor looks at it",
    "second_factor_recovery": "as second_factor_code",
    "desk:front": "leads to the work of those who have signed in",
    "plans:oversight-file": "a file",
    "plans:own-plan-number": "only where a number follows: a small form as report-number",
    "plans:own-ask-back": "where a draft was handed to the head: a form as report-number",
    "plans:view-change": "only for whoever keeps it: a small form as every other",
    "plans:oversight": "leads to the page of one's own unit",
    "plans:plan-source": "a file",
    "portal:plan-data": "for machines",
    "portal:plan-file": "a file",
    "portal:picture": "a file",
    "portal:robots": "for machines",
    "plans:plan-document": "a file",
    "plans:annex-source": "a file",
    "plans:annex-template": "a file",
    "plans:upload-source": "a file",
    "plans:upload-detail": "only for whoever sent it: test_reading looks at it",
    "plans:upload-drop": "only for whoever sent it: a question as upload-forget",
    "plans:upload-forget": "only for whoever sent it: a question as every other",
    "orgs:units-export": "a file",
    "plans:plan-structure": "a file",
    "plans:matrix-sheet": "a file",
    "plans:feed": "a file",
    "plans:changes-sheet": "a file",
    "plans:coverage-sheet": "a file",
    "plans:delivery-file": "a file",
    "plans:changes-all-sheet": "a file",
    "plans:evidence-file": "a file",
    "plans:guidance-file": "a file",
    "plans:report-file": "a file",
    "plans:control-section-file": "a file",
    "plans:dispatch-file": "a file",
    "documents:register-file": "a file",
}


def pages(client: Client, samples: Samples, *, most: int) -> dict[str, list[str]]:
    """For each route the first addresses that answer this client with a page; [] where none does.

    Routes that take no GET are left out. Raises KeyError where no sample of a part is given.
    """
    found: dict[str, list[str]] = {}
    for name, parts in routes():
        if name in NO_PAGE or name.startswith(MACHINES):
            continue
        addresses = []
        takes_get = True
        for values in product(*(samples[part] for part in parts)):
            address = _address(name, dict(zip(parts, values, strict=True)))
            answer = client.get(address) if address else None
            if answer is not None and answer.status_code == 405:
                takes_get = False
                break
            if answer is not None and _is_page(answer.status_code, answer.get("Content-Type", "")):
                addresses.append(address)
            if len(addresses) == most:
                break
        if takes_get:
            found[name] = addresses
    return found


def _address(name: str, values: dict[str, object]) -> str:
    try:
        return reverse(name, kwargs=values)
    except NoReverseMatch:
        return ""


def _is_page(status: int, kind: str) -> bool:
    return status == 200 and kind.startswith("text/html")
