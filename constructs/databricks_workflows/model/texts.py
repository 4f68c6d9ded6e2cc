"""Text that no file can hold: a half of a character (a lone surrogate) has no bytes."""

from __future__ import annotations


def can_be_written(text: str) -> bool:
    """False for a text with half a character in it."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
