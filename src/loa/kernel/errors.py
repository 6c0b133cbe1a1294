"""Failures that we expect, each with a stable code and words for the person who meets it."""


class DomainError(Exception):
    """An expected failure. `code` is stable; `message_vi` says in the user's words what to do."""

    code = "DOMAIN_ERROR"
    message_vi = "Không thực hiện được việc này."

    def __init__(self, message_vi: str | None = None) -> None:
        """Take the class's words, or better ones for this case."""
        super().__init__(message_vi or self.message_vi)
        self.message_vi = message_vi or self.message_vi


class NotFound(DomainError):
    """Missing, or not for this actor to see: both look the same."""

    code = "NOT_FOUND"
    message_vi = "Không tìm thấy nội dung này, hoặc đơn vị của bạn không được xem."


class NotAllowed(DomainError):
    """Seen, but not for this actor to do; the words say why."""

    code = "NOT_ALLOWED"
    message_vi = "Bạn không có quyền làm việc này."


class TooOften(DomainError):
    """Done too many times in a short while; in `wait_s` seconds it may be done again."""

    code = "TOO_OFTEN"
    message_vi = "Vừa làm việc này quá nhiều lần. Hãy chờ một phút rồi làm tiếp."

    def __init__(self, message_vi: str | None = None, *, wait_s: int = 60) -> None:
        """The words, and how long to wait."""
        super().__init__(message_vi)
        self.wait_s = wait_s


class Stale(DomainError):
    """Somebody else wrote first."""

    code = "STALE"
    message_vi = "Nội dung vừa được người khác sửa. Xem bản mới bên dưới rồi gửi lại."
