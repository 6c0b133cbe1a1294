"""Why a file cannot be read; each says in the officer's words what to do next."""

from loa.kernel.errors import DomainError

MAX_TEXT = 1_500_000
"""Characters of text, and of cells repeated in rows: 500 full pages, 40 of the longest plan known.

Structure is sought in the caller, about a second for each 200,000.
"""
MAX_LINES = 50_000
MAX_CELLS = 200_000
"""Cells of all tables, empty ones included."""


class UnsupportedFile(DomainError):
    """The bytes are of no kind that Loa reads."""

    code = "FILE_UNSUPPORTED"
    message_vi = (
        "Loa đọc được tệp Word (.docx, .doc), Excel (.xlsx), PDF, ảnh chụp (.jpg, .png, .tif, "
        ".webp) và văn bản thuần (.txt). Tệp này thuộc loại khác; hãy chuyển sang một trong các "
        "loại đó rồi tải lên lại."
    )


class OldWordFile(DomainError):
    """A Word 97–2003 file, whatever its name says, on a machine without LibreOffice."""

    code = "FILE_OLD_WORD"
    message_vi = (
        "Tệp này là Word đời cũ (.doc), kể cả khi tên tệp ghi .docx; máy chủ chưa cài LibreOffice "
        "nên chưa đọc được. Người quản trị cài bằng lệnh «apt-get install -y "
        "--no-install-recommends libreoffice-writer-nogui». Trong lúc chờ, hãy mở tệp bằng Word, "
        "chọn «Lưu thành» (Save As), lưu thành .docx rồi tải lên lại."
    )


class NoReaderOfScans(DomainError):
    """A scan or photo on a machine without tesseract or its Vietnamese."""

    code = "FILE_NO_OCR"
    message_vi = (
        "Tệp này là bản quét hoặc ảnh chụp; máy chủ chưa cài chương trình đọc chữ trong ảnh "
        "(tesseract, tiếng Việt) nên chưa đọc được. Người quản trị cài bằng lệnh «apt-get install "
        "-y --no-install-recommends tesseract-ocr tesseract-ocr-vie». Trong lúc chờ, hãy tải lên "
        "tệp Word hoặc PDF xuất từ Word của văn bản này."
    )


class BrokenFile(DomainError):
    """Damaged or cut short."""

    code = "FILE_BROKEN"
    message_vi = (
        "Không đọc được tệp này vì tệp bị hỏng hoặc tải lên chưa hết. "
        "Hãy mở thử tệp trên máy của bạn, lưu lại rồi tải lên lại."
    )


class EncryptedFile(DomainError):
    """Closed by a password."""

    code = "FILE_ENCRYPTED"
    message_vi = (
        "Tệp này đặt mật khẩu mở nên không đọc được. "
        "Hãy bỏ mật khẩu (lưu một bản không mật khẩu) rồi tải lên lại."
    )


class FileTooComplex(DomainError):
    """Unpacks to more than the house takes in: a bomb, or close to one."""

    code = "FILE_TOO_COMPLEX"
    message_vi = (
        "Tệp này khi mở ra lớn bất thường nên Loa không đọc. "
        "Hãy bỏ bớt ảnh và đối tượng nhúng, lưu lại rồi tải lên lại."
    )


class FileTooLong(DomainError):
    """Longer than any plan: structure is sought in the caller, whom no fence bounds."""

    code = "FILE_TOO_LONG"
    # The dots are those of numbers: there is no comma in the sentence.
    message_vi = (
        f"Tệp này dài bất thường (quá {MAX_TEXT:,} ký tự hoặc {MAX_LINES:,} dòng hoặc "
        f"{MAX_CELLS:,} ô bảng) nên Loa không đọc. "
        "Hãy chỉ giữ phần kế hoạch và biểu kèm theo rồi lưu lại và tải lên lại."
    ).replace(",", ".")


class ExtractTimedOut(DomainError):
    """Reading took longer than allowed."""

    code = "FILE_TIMED_OUT"
    message_vi = (
        "Đọc tệp này quá lâu nên đã dừng. Hãy lưu lại tệp cho gọn hơn "
        "(Word: lưu thành .docx mới; PDF: xuất lại từ Word) rồi tải lên lại."
    )


class EmptyFile(DomainError):
    """No bytes at all."""

    code = "FILE_EMPTY"
    message_vi = "Tệp rỗng, không có nội dung. Hãy kiểm tra lại tệp trên máy rồi tải lên lại."
