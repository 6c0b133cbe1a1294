"""`loa backup FILE` and `loa restore FILE`: an installation in one file, and back. Neither asks."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from loa.foundation.backups.facade import Manifest, Restored, Taken

LAST_BACKUP = "last-backup.json"
"""Below LOA_DATA: when a backup was last written whole, and where; `loa doctor` reads it."""

AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp sao lưu sẽ ghi.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Sao lưu toàn bộ vào một tệp (quyền 0600), kể cả khi trang đang chạy."""
    from django.conf import settings  # noqa: PLC0415  other commands go without

    import loa  # noqa: PLC0415  as above
    from loa.kernel import clock, installation  # noqa: PLC0415  as above
    from loa.surfaces.cli import acting, output, readiness  # noqa: PLC0415  as above

    readiness.open_house()
    from loa.foundation.backups import facade as backups  # noqa: PLC0415  needs django.setup()
    from loa.foundation.orgs import facade as orgs  # noqa: PLC0415  as above

    taken = backups.take(
        file,
        at=clock.system_now(),
        version=loa.__version__,
        passphrase=settings.ENV.backup_passphrase,
        say=output.say,
    )
    actor = orgs.cli_actor(acting.user(), clock.local_day(clock.now()))
    backups.note_backup(actor=actor, sha256=taken.sha256, manifest=taken.manifest, at=clock.now())
    note = settings.LOA_DATA / LAST_BACKUP
    words = {"at": taken.manifest.taken_at.isoformat(), "file": str(file.absolute())}
    note.write_text(json.dumps(words), encoding="utf-8")
    installation.hand_over(note)
    for sha256 in taken.manifest.damaged:
        output.say(f"Tệp tải lên {sha256} đã mất trên máy chủ từ trước nên không có trong bản này.")
    value = {"file": str(file), "bytes": taken.size, "sha256": taken.sha256}
    output.emit(value | _value(taken.manifest), _told(file, taken), as_json=as_json)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp do «loa backup» ghi.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Khôi phục từ một tệp sao lưu vào nơi còn trống (LOA_DATA)."""
    import django  # noqa: PLC0415  other commands go without
    from django.conf import settings  # noqa: PLC0415  as above

    from loa.kernel import clock  # noqa: PLC0415  as above
    from loa.surfaces.cli import acting, output, readiness  # noqa: PLC0415  as above

    django.setup()
    from loa.foundation.backups import facade as backups  # noqa: PLC0415  needs django.setup()
    from loa.foundation.orgs import facade as orgs  # noqa: PLC0415  as above

    restored = backups.restore(
        file.absolute(),
        passphrase=settings.ENV.backup_passphrase,
        prepare=lambda: readiness.prepare(is_full=True),
        say=output.say,
    )
    actor = orgs.cli_actor(acting.user(), clock.local_day(clock.now()))
    backups.note_restore(actor=actor, manifest=restored.manifest, at=clock.now())
    value = {"file": str(file), "data": str(settings.LOA_DATA)} | _value(restored.manifest)
    value |= {"secrets": "restored" if restored.has_secrets else "made anew"}
    output.emit(value, _told_back(file, restored), as_json=as_json)


def _value(manifest: "Manifest") -> dict[str, object]:
    return {
        "version": manifest.version,
        "kind": manifest.kind,
        "taken_at": manifest.taken_at.isoformat(),
        "journal_rows": manifest.journal_rows,
        "journal_head": manifest.journal_head,
        "uploads": len(manifest.uploads),
        "damaged": list(manifest.damaged),
        "left_out": manifest.left_out,
        "secrets": "sealed" if manifest.is_sealed else "left out",
    }


def _told(file: Path, taken: "Taken") -> str:
    manifest = taken.manifest
    words = (
        "Khóa và mã xác thực hai lớp: có, mã hóa bằng LOA_BACKUP_PASSPHRASE. Mất mật khẩu này thì "
        "không mở được phần đó."
        if manifest.is_sealed
        else "Khóa và mã xác thực hai lớp: không có trong tệp (chưa đặt LOA_BACKUP_PASSPHRASE); "
        "sau khi khôi phục, khóa được tạo mới và người dùng đăng ký lại mã xác thực."
    )
    first = (
        f"Đã sao lưu vào {file}: {taken.size} byte, {manifest.journal_rows} dòng nhật ký, "
        f"{len(manifest.uploads)} tệp tải lên."
    )
    return f"{first}\n{words}\nSHA-256: {taken.sha256}"


def _told_back(file: Path, restored: "Restored") -> str:
    manifest = restored.manifest
    if restored.has_secrets:
        words = "Khóa và mã xác thực hai lớp: đã khôi phục."
    elif manifest.is_sealed:
        words = (
            "Khóa và mã xác thực hai lớp có trong tệp nhưng chưa mở (chưa đặt "
            "LOA_BACKUP_PASSPHRASE): khóa đã tạo mới, người dùng đăng ký lại mã xác thực."
        )
    else:
        words = (
            "Khóa và mã xác thực hai lớp không có trong tệp: khóa đã tạo mới, người dùng đăng ký "
            "lại mã xác thực."
        )
    first = (
        f"Đã khôi phục từ {file}: {restored.journal_rows} dòng nhật ký (đã kiểm tra nguyên vẹn), "
        f"{len(manifest.uploads)} tệp tải lên."
    )
    return f"{first}\n{words}\nMọi người đăng nhập lại. Chạy trang: loa up"
