"""The HTTP side: reads requests, lets trouble have its way, writes answers."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.support.workspace.calls import Json, Raw, Request
from tests.support.workspace.errors import ApiError
from tests.support.workspace.multipart import parts
from tests.support.workspace.trouble import Rule


class Server(ThreadingHTTPServer):
    """A loopback server that hands every request to one function."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        port: int,
        answer: Callable[[Request], Json | Raw],
        trouble: Callable[[Request], Rule | None],
        headers: Mapping[str, str],
    ) -> None:
        self.answer, self.trouble, self.headers = answer, trouble, headers
        self.failures: list[Exception] = []
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server
    # the headers and the body of an answer leave at once, instead of waiting for the client's acknowledgement
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _handle(self) -> None:
        try:
            self._serve()
        except OSError:
            # a client that went away
            self.close_connection = True
        except Exception as error:
            # without an answer, a client would ask again for minutes
            self.server.failures.append(error)
            message = f"The workspace for tests failed: {error!r}"
            self._send(500, json.dumps({"error_code": "INTERNAL_ERROR", "message": message}).encode())

    def _serve(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = urlsplit(self.path)
        try:
            request = Request(
                self.command,
                url.path,
                dict(parse_qsl(url.query, keep_blank_values=True)),
                _body(self.headers.get("Content-Type") or "", content),
                dict(self.headers.items()),
            )
        except ValueError as error:
            refused = {"error_code": "MALFORMED_REQUEST", "message": f"Could not parse request object: {error}"}
            return self._send(400, json.dumps(refused).encode())
        rule = self.server.trouble(request)
        if rule is None:
            return self._answer(request, None)
        if rule.action:
            rule.action()
        if rule.delay:
            time.sleep(rule.delay)
        if not rule.answers:
            return self._answer(request, rule.change)
        if rule.performed:
            self._outcome(request)
        if rule.close:
            self.close_connection = True
            return None
        return self._send(rule.status or 200, rule.content, rule.headers)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _handle

    def _answer(self, request: Request, change: Callable[[Json], Json] | None) -> None:
        status, answer = self._outcome(request)
        if isinstance(answer, Raw):
            return self._send(status, answer.content, {"Content-Type": "application/octet-stream"})
        return self._send(status, json.dumps(change(answer) if change and status == 200 else answer).encode())

    def _outcome(self, request: Request) -> tuple[int, Json | Raw]:
        try:
            return 200, self.server.answer(request)
        except ApiError as error:
            return error.status, {"error_code": error.code, "message": error.message}

    def _send(self, status: int, content: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **self.server.headers, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _body(content_type: str, content: bytes) -> Any:
    if content_type.startswith("multipart/"):
        return parts(content_type, content)
    return json.loads(content) if content.strip() else None
