"""What is kept of short texts, and that long ones are let go."""

from loa.kernel.keeping import kept_if_short


def test_only_what_was_told_of_short_texts_is_kept() -> None:
    asked: list[str] = []

    @kept_if_short(2)
    def tell(text: str) -> str:
        asked.append(text)
        return text.upper()

    long = "a" * 201
    for text in ("b", "b", long, long):
        assert tell(text) == text.upper()
    assert asked == ["b", long, long]
