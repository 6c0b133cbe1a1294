"""What never leaves an installation in the open: the one place that names it.

A table or a key file that holds a secret is named here, whichever room or package brings it; a
test asks of every column whose name sounds like a secret that it stands in one of these lists.
"""

SEALED_TABLES = ("orgs_secondfactor", "orgs_recoverycode")
"""Their rows go into a backup only encrypted under the passphrase: second factors (TOTP) and the
recovery codes; both open only with the key file of the site, which is sealed with them."""

NEVER_TABLES = ("django_session", "orgs_opensession", "orgs_tries")
"""Their rows never go into a backup: who is signed in here, or tried to, is not so elsewhere."""

SEALED_KEY_FILES = ("site",)
"""Files below LOA_DATA/keys that go in only encrypted. The passwords of the database's roles are
made anew with every cluster and never go in."""

KNOWN_AS_HARMLESS = frozenset(
    {
        "password",  # hashed with scrypt; a person's word is not in it
        "must_change_password",
        "account_emailconfirmation.key",  # no address is confirmed by mail, so there are none
        "orgs_unit.key",  # the lasting name of a unit
        "tokens_token.secret_hash",  # of 256 random bits: nothing can be guessed from it
        "idempotency_answer.key",  # a number that a form carries; it opens nothing
        "plans_upload.key",  # as above
        "plans_urginground.key",  # as above
        "plans_comment.key",  # as above
        "plans_calendarfeed.key",  # as above
        "plans_calendarfeed.secret_hash",  # as that of a token
        "messaging_contact.key",  # the folded name of a body
        "request_key",  # as above
        "search_key",  # a text to search by
        "sort_key",  # a text to sort by
    }
)
"""Columns, by name or by table and name, that sound like secrets and hold none."""
