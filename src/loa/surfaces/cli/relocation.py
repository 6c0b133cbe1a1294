"""Where the site's own account cannot reach the code of Loa, a copy that it can reach.

Root may work in a checkout behind a closed folder (/root). The site does not run as root, so what
it runs from is copied to /var/lib/loa: the runtime's packages as the lock file names them, Loa
itself and its reference data. The copy is an ordinary environment on a Python that is reachable.
Whoever serves from a copy holds it by a shared lock as long as he lives, so another checkout that
makes copies of its own removes none in use.
"""

import compileall
import errno
import fcntl
import hashlib
import importlib.metadata
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import loa
from loa.foundation.database.facade import SYSTEM_HOME, Account, FolderClosed, closed_folder

_PACKAGE = Path(loa.__file__).parent
_ROOT = _PACKAGE.parents[1]
_KEPT = 3


def python_for(account: Account) -> Path:
    """The Python with which the site runs under the account; a copy is made where needed.

    Raises FolderClosed where no Python of this version is in reach.
    """
    if all(closed_folder(path, account) is None for path in _needed()):
        return Path(sys.executable)
    base = _reachable_python(account)
    packages = _copied("packages", _hash_of_packages(), _copy_packages)
    code = _copied("code", _hash_of_code(base, packages), _copy_code)
    _make_environment(code, base, packages)
    return code / "bin" / "python"


def _needed() -> list[Path]:
    """Folders that a site needs to enter."""
    packages = [Path(entry) for entry in sys.path if entry.endswith("-packages")]
    interpreter = Path(sys.executable)
    return [_PACKAGE, _ROOT, *packages, interpreter.parent, interpreter.resolve().parent]


def _reachable_python(account: Account) -> Path:
    """The Python this one was made from, or the system's of the same version."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    own = Path(sys.executable).resolve()
    for path in (own, Path("/usr/bin") / name, Path("/usr/local/bin") / name):
        if path.exists() and closed_folder(path.parent, account) is None:
            return path
    closed = closed_folder(own.parent, account)
    message = (
        f"Tài khoản {account.name} không dùng được Python ở {own}. Hãy chạy: chmod o+x {closed}, "
        "hoặc dựng lại môi trường bằng Python của hệ thống: rm -r .venv && make setup"
    )
    raise FolderClosed(message)


def _hash_of_packages() -> str:
    """The packages of the runtime by version."""
    words = [f"{one.name} {one.version}" for one in _runtime()]
    return hashlib.sha256(f"{sys.version_info[:2]} {words}".encode()).hexdigest()[:16]


def _hash_of_code(base: Path, packages: Path) -> str:
    """Our own files by size and time, and what they run on."""
    whole = hashlib.sha256(f"{base} {packages} {_ROOT}".encode())
    for path in _own_files():
        state = path.stat()
        whole.update(f"{path} {state.st_size} {state.st_mtime_ns} ".encode())
    return whole.hexdigest()[:16]


def _own_files() -> list[Path]:
    files = [*_PACKAGE.rglob("*"), *(_ROOT / "data").rglob("*")]
    return sorted(path for path in files if path.is_file() and "__pycache__" not in path.parts)


def _runtime() -> list[importlib.metadata.Distribution]:
    """The packages of the runtime's lock file that are installed here."""
    found = []
    for line in (_ROOT / "locks" / "runtime.txt").read_text(encoding="utf-8").splitlines():
        name = line.partition("==")[0]
        if name and not line.startswith((" ", "#")):
            try:
                found.append(importlib.metadata.distribution(name))
            except importlib.metadata.PackageNotFoundError:
                continue  # of another platform
    return found


def _copied(kind: str, wanted: str, copy_into: Callable[[Path], None]) -> Path:
    """A copy by the hash of what it holds; made whole under another name first."""
    home = SYSTEM_HOME / "site" / f"{kind}-{wanted}"
    while not _hold(home):
        _make(home, copy_into)
        _remove_old(home, kind)
    os.utime(home)
    return home


def _make(home: Path, copy_into: Callable[[Path], None]) -> None:
    home.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".new-", dir=home.parent))
    try:
        copy_into(draft)
        _open_to_readers(draft)
        draft.rename(home)
    except OSError as error:
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise  # else somebody else was faster, with the same
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _copy_packages(draft: Path) -> None:
    for distribution in _runtime():
        _copy_distribution(distribution, draft)
    # Not every installer compiles; what is compiled already is left as it is.
    compileall.compile_dir(draft, quiet=2, stripdir=str(draft))


def _copy_code(draft: Path) -> None:
    skip = shutil.ignore_patterns("__pycache__", "tests")
    shutil.copytree(_PACKAGE, draft / "src" / "loa", ignore=skip)
    shutil.copytree(_ROOT / "data", draft / "data")
    # The account cannot write there, and every process would compile everything again.
    compileall.compile_dir(draft / "src", quiet=1, stripdir=str(draft))


def _make_environment(code: Path, base: Path, packages: Path) -> None:
    """Make the copy an environment of its own, apart from what the system's Python has."""
    if (code / "pyvenv.cfg").exists():
        return
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = code / "lib" / version / "site-packages"
    site.mkdir(parents=True, exist_ok=True)
    (site / "loa.pth").write_text(f"{packages}\n{code / 'src'}\n", encoding="utf-8")
    (code / "bin").mkdir(exist_ok=True)
    (code / "bin" / "python").unlink(missing_ok=True)
    (code / "bin" / "python").symlink_to(base)
    _open_to_readers(code)
    settings = f"home = {base.parent}\ninclude-system-site-packages = false\n"
    (code / "pyvenv.cfg").write_text(settings, encoding="utf-8")
    (code / "pyvenv.cfg").chmod(0o644)


def _copy_distribution(distribution: importlib.metadata.Distribution, packages: Path) -> None:
    for file in distribution.files or ():
        if ".." in file.parts:
            continue  # scripts: the site is started by module
        source = Path(str(distribution.locate_file(file)))
        target = packages / file
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def _open_to_readers(top: Path) -> None:
    """Nothing in the copy is secret, and the account must read it whatever the checkout's modes."""
    for folder, _, names in os.walk(top):
        Path(folder).chmod(0o755)
        for name in names:
            path = Path(folder, name)
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)


def _hold(home: Path) -> bool:
    """Keep a copy from being removed until this process ends, however; False where there is none.

    The descriptor stays open on purpose and does not go on to children: a supervisor outlives them.
    """
    try:
        descriptor = os.open(home, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    with suppress(FileNotFoundError):
        if os.path.samestat(
            home.stat(), os.fstat(descriptor)
        ):  # else it was removed between these lines
            return True
    os.close(descriptor)
    return False


def _remove_old(home: Path, kind: str) -> None:
    """Keep the newest copies, and those from which somebody serves."""
    copies = (path for path in home.parent.glob(f"{kind}-*") if path != home)
    for path in sorted(copies, key=lambda copy: -copy.stat().st_mtime)[_KEPT - 1 :]:
        _remove_unless_held(path)


def _remove_unless_held(copy: Path) -> None:
    descriptor = os.open(copy, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        gone = Path(tempfile.mkdtemp(prefix=".old-", dir=copy.parent)) / copy.name
        copy.rename(gone)  # at once: nobody takes half a copy for a whole one
        shutil.rmtree(gone.parent, ignore_errors=True)
    except BlockingIOError:
        return
    finally:
        os.close(descriptor)
