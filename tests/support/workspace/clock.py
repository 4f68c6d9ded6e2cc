"""The workspace's time: it stands until a test advances it, or runs by itself at a speed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

MONDAY = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


class Clock:
    """Seconds since 1970, as the workspace sees them."""

    def __init__(
        self, start: datetime = MONDAY, speed: float = 0, lock: AbstractContextManager[Any] | None = None
    ) -> None:
        self._lock = lock or threading.RLock()
        self.now = start.timestamp()
        self.speed = speed
        self._next: Callable[[], float | None] = lambda: None
        self._act: Callable[[], None] = lambda: None
        self._real = time.monotonic()

    def drives(self, next_event: Callable[[], float | None], act: Callable[[], None]) -> None:
        """Who does something as time passes: when next, and what."""
        self._next, self._act = next_event, act

    @property
    def milliseconds(self) -> int:
        return round(self.now * 1000)

    def advance(self, seconds: float) -> None:
        """Let time pass; everything due on the way happens at its own time, in order."""
        with self._lock:
            until = self.now + seconds
            acted: float | None = None
            while (due := self._next()) is not None and due <= until:
                if due <= self.now == acted:
                    raise RuntimeError("Something stays due at the same time.")
                acted = self.now = max(self.now, due)
                self._act()
            self.now = until

    def advance_to_next(self) -> bool:
        """Let time pass until something happens; False when nothing will."""
        due = self._next()
        if due is None:
            return False
        self.advance(max(0.0, due - self.now))
        return True

    def catch_up(self) -> None:
        """What real time asks for, at the clock's speed."""
        real = time.monotonic()
        passed, self._real = real - self._real, real
        if self.speed:
            self.advance(passed * self.speed)
