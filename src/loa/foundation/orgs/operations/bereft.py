"""What a province is never left without: somebody who administers it, the office that acts for it.

Without the first nobody gives a post any more, without the second no plan is worked on: both would
need the console to mend, so a page refuses them.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date

from loa.foundation.orgs.queries import people
from loa.kernel.errors import DomainError


class LastAdministrator(DomainError):
    """Nobody would administer the province from the day on."""

    code = "ORGS_LAST_ADMINISTRATOR"
    message_vi = (
        "Sau ngày này không còn ai quản trị của tỉnh. Hãy giao vai trò người quản trị ở UBND tỉnh "
        "hoặc Văn phòng UBND tỉnh cho người khác trước."
    )


class LastOffice(DomainError):
    """No office would act for the committee of the province from the day on."""

    code = "ORGS_LAST_OFFICE"
    message_vi = (
        "Đây là văn phòng duy nhất của UBND tỉnh. Hãy thêm văn phòng mới của UBND tỉnh từ ngày đó "
        "trước."
    )


@contextmanager
def still_administered(days: Collection[date]) -> Iterator[None]:
    """Refuse what the block writes where it leaves the province without an administrator.

    That is so on one of the days, or on a later one on which another administrator leaves.
    """
    looked_at = {*days, *people.administrators_leave_on(min(days))}
    before = [day for day in looked_at if people.is_administered(day)]
    yield
    if not all(people.is_administered(day) for day in before):
        raise LastAdministrator
