"""The fields of a multipart form, as files are uploaded with it."""

from __future__ import annotations

import base64
from email import message_from_bytes
from email.message import Message

from tests.support.workspace.calls import Json


def parts(content_type: str, content: bytes) -> Json:
    """Each field by name: text, but a file's content in base64, as it is in JSON."""
    message = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + content)
    if not message.is_multipart():
        raise ValueError("no multipart form")
    found: Json = {}
    for part in message.get_payload():
        assert isinstance(part, Message)
        name = str(part.get_param("name", header="Content-Disposition"))
        value = part.get_payload(decode=True)
        assert isinstance(value, bytes)
        is_file = part.get_filename() is not None or name == "content"
        found[name] = base64.b64encode(value).decode() if is_file else value.decode()
    return found
