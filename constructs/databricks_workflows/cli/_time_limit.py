"""A time limit for a program that runs in this process."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

_AGAIN = 1.0
"""The seconds after which a program is interrupted again that has caught the first time."""
_SOON = 0.01
_ASKING = "jsii._kernel.providers.process._NodeProcess.send"
_CALLED = "jsii._kernel._handle_callback"


class Overdue(Exception):
    """The time was up; ``frames`` says where the program was then."""

    def __init__(self, frames: Sequence[traceback.FrameSummary]) -> None:
        super().__init__()
        self.frames = frames


class _Interrupt(BaseException):
    """No ``except Exception`` of the program catches it."""


class _InterruptOfNode(Exception):
    """While node calls us: jsii answers it with the exception, and node stays usable for the next app."""


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Interrupt what runs meanwhile when its time is up; None lets it run.

    Raises:
        Overdue: the time was up, whatever the program made of that.
    """
    if seconds is None:
        yield
        return
    frames: list[traceback.FrameSummary] = []

    def interrupt(_: int, frame: FrameType | None) -> None:
        side = _side(frame)
        if side == _ASKING:  # the answer would be taken for that of the next question
            signal.setitimer(signal.ITIMER_REAL, _SOON)
            return
        signal.setitimer(signal.ITIMER_REAL, _AGAIN)
        frames[:] = frames or traceback.extract_stack(frame)
        raise _InterruptOfNode if side == _CALLED else _Interrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except KeyboardInterrupt:
        raise
    except BaseException:
        if not frames:
            raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    if frames:
        raise Overdue(frames)


def _side(frame: FrameType | None) -> str:
    """Whether node was just asked, or asks us, or neither."""
    while frame is not None:
        name = f"{frame.f_globals.get('__name__')}.{frame.f_code.co_qualname}"
        if name in (_ASKING, _CALLED):
            return name
        frame = frame.f_back
    return ""
