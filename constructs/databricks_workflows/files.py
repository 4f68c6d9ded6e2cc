"""Writing where something may be already: no file is ever there in half, and none outside of its folder."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from databricks_workflows.errors import OutputError
from databricks_workflows.origin import shown_path

try:
    import fcntl
except ImportError:  # Windows has none, and no lock on a folder either
    fcntl = None  # type: ignore[assignment]


@contextmanager
def errors_of(path: Path) -> Iterator[None]:
    """What keeps something at a path from being written.

    Raises:
        OutputError: in the place of an OSError.
    """
    try:
        yield
    except OSError as error:
        raise OutputError.of(path, error) from None


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other processes that do the same waiting; the lock ends with the process, and leaves nothing behind."""
    if fcntl is None:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems lock no folders
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


class Staging:
    """A folder beside another one, in which what goes there is made; it ends with its process.

    A process that is killed leaves its own behind. The next one takes it away: it is locked for as long as its process
    lives. Where no folder can be locked, nobody knows whose it is, and it stays.

    Args:
        final: the folder that it is for.

    Raises:
        OSError: it can't be made.
    """

    def __init__(self, final: Path) -> None:
        self._parent = final.parent
        self._lock = ExitStack()
        mark = f".{final.name}.being-made-"
        self._parent.mkdir(parents=True, exist_ok=True)
        with locked(self._parent):  # else a new one might be taken away before it has its lock
            _take_away_what_is_left(self._parent, mark)
            self.path = Path(tempfile.mkdtemp(prefix=mark, dir=self._parent))
            self._hold()
        weakref.finalize(self, _end, self.path, self._lock)

    def open(self) -> None:
        """Make it anew, if it has been moved away."""
        if not self.path.exists():
            with locked(self._parent):
                self.path.mkdir()
                self._hold()

    def release(self) -> None:
        """Hold it no longer, if it has been moved away."""
        if not self.path.exists():
            self._lock.close()

    def _hold(self) -> None:
        self._lock.close()
        descriptor = _lock_of(self.path)
        if descriptor is not None:
            self._lock.callback(os.close, descriptor)


def _end(path: Path, lock: ExitStack) -> None:
    shutil.rmtree(path, ignore_errors=True)
    lock.close()


def _take_away_what_is_left(parent: Path, mark: str) -> None:
    for path in parent.iterdir():
        if path.name.startswith(mark) and path.is_dir() and not path.is_symlink():
            descriptor = _lock_of(path)
            if descriptor is not None:
                shutil.rmtree(path, ignore_errors=True)
                os.close(descriptor)


def _lock_of(folder: Path) -> int | None:
    """The lock of a folder, as an open file; None where another process has it, or no folder can be locked."""
    if fcntl is None:
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def place(folder: Path, made: Path, names: Sequence[Path]) -> None:
    """Put files and folders in the place of those of the same names.

    Everything is brought to its folder first, under a name beside the final one, and only then renamed: a full disk
    leaves all as it was.

    Args:
        folder: where they go; it may be a link, and nothing below it that leads to them.
        made: the folder that they are in now.
        names: their paths in both, in the order in which they are to appear.

    Raises:
        OutputError: a folder is a link, or a file is to be where a folder is.
        OSError: something can't be written.
    """
    beside = {name: (folder / name).with_name(f".{name.name}.new") for name in names}
    try:
        for name in names:
            _make_way(folder, name, is_folder=(made / name).is_dir())
            remove(beside[name])
            shutil.move(made / name, beside[name])
        for name in names:
            _rename(beside[name], folder / name)
    except BaseException:
        for path in beside.values():
            with suppress(OSError):
                remove(path)
        raise


def write(folder: Path, name: Path, content: str) -> None:
    """Write a text file in a folder, which may be a link, and nothing below it that leads to the file.

    Raises:
        OutputError: a folder is a link, or one is where the file is to be.
        OSError: it can't be written.
    """
    _make_way(folder, name, is_folder=False)
    beside = (folder / name).with_name(f".{name.name}.new")
    remove(beside)
    try:
        beside.write_text(content, encoding="utf-8", newline="\n")
        beside.replace(folder / name)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def remove(path: Path) -> None:
    """Take a file or a folder away, if there is one; of a link the link itself."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _make_way(folder: Path, name: Path, *, is_folder: bool) -> None:
    at = folder
    for part in name.parts[:-1]:
        at /= part
        if at.is_symlink():
            raise OutputError(
                f"{shown_path(str(at))} is a link, and nothing is written through one; remove it, or make it a folder"
            )
    at.mkdir(parents=True, exist_ok=True)
    target = folder / name
    if target.is_dir() and not target.is_symlink() and not is_folder:
        raise OutputError(f"{shown_path(str(target))} is a folder, where a file is to be written; move it away")


def _rename(path: Path, target: Path) -> None:
    if not path.is_dir():
        path.replace(target)
        return
    former = target.with_name(f".{target.name}.old")  # a folder that is not empty can't be replaced in one step
    remove(former)
    if os.path.lexists(target):
        target.rename(former)
    path.rename(target)
    remove(former)
