"""What people do on the pages, by the words that they read there."""

import io
import re

from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

_GPS = 0x8825


def labelled(tab: Page, words: str) -> Locator:
    """The field whose label begins with these words."""
    return tab.get_by_label(re.compile(rf"^\s*{re.escape(words)}(?!\w)"))


def press(tab: Page, words: str) -> None:
    """Press the button and wait for the page that answers.

    A step may be offered twice, beside the work and below it; both are the same.
    """
    with tab.expect_navigation():
        tab.get_by_role("button", name=words, exact=True).first.click()


def unfold(tab: Page, words: str) -> None:
    """Open what is folded away under these words."""
    tab.locator("summary").filter(has_text=words).click()


def settle_doubts(tab: Page) -> int:
    """Keep every doubtful place of a draft as it is; how many there were."""
    keep = tab.get_by_role("button", name=re.compile("^Giữ như vậy"))
    count = keep.count()
    for left in range(count, 0, -1):
        expect(keep).to_have_count(left)
        keep.first.click()
    expect(tab.get_by_text("Đã xem hết các chỗ cần xem")).to_be_visible()
    return count


def add_task(tab: Page, title: str, *, group: str, due: str) -> None:
    """Type in a task that stood in no text; the tab shows the draft, before and after."""
    tab.get_by_role("link", name=re.compile("^Thêm nhiệm vụ")).last.click()
    labelled(tab, "Tên ngắn").fill(title)
    labelled(tab, "Nội dung").fill(f"{title} theo biểu đính kèm.")
    labelled(tab, "Hạn").fill(due)
    tab.get_by_label(group).first.check()
    press(tab, "Lưu nhiệm vụ")


def open_work(tab: Page, title: str) -> None:
    """Go from anywhere to «Việc của tôi» and open the line."""
    tab.get_by_role("navigation", name="Khu vực làm việc").get_by_role(
        "link", name=re.compile("^Việc của tôi")
    ).click()
    tab.get_by_role("link", name=title, exact=True).first.click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text(title)


def fill_activity(tab: Page, what: str, *, day: str, leaflets: int) -> None:
    """Write leaflets handed out into the form of the work that the tab shows."""
    labelled(tab, "Ngày thực hiện").fill(day)
    labelled(tab, "Hình thức").select_option("Tờ rơi, tờ gấp")
    labelled(tab, "Đã làm gì").fill(what)
    amount = labelled(tab, "Tờ rơi, tờ gấp")
    if not amount.is_visible():
        unfold(tab, "Kết quả của hình thức khác")
    amount.fill(str(leaflets))


def photo_with_its_place() -> FilePayload:
    """A photo as a telephone makes it, with the place where it was taken."""
    exif = Image.Exif()
    exif[_GPS] = {1: "N", 2: (22.0, 10.0, 0.0), 3: "E", 4: (105.0, 13.0, 0.0)}
    into = io.BytesIO()
    Image.new("RGB", (640, 480), "#6F9C7B").save(into, "JPEG", exif=exif)
    assert _GPS in Image.open(into).getexif()
    return {"name": "phát tờ rơi.jpg", "mimeType": "image/jpeg", "buffer": into.getvalue()}


def tells_its_place(photo: bytes) -> bool:
    """Whether a photo says where it was taken."""
    return _GPS in Image.open(io.BytesIO(photo)).getexif()
