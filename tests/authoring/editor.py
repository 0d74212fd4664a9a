"""The stock YAML language server, driven as an editor drives it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Editor:
    """An editor with one folder open. Every method waits for the server's answer."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        self._server = server
        self._last = 0

    def begin(self, folder: Path) -> None:
        capabilities = {
            "textDocument": {"completion": {"completionItem": {"snippetSupport": False}}, "hover": {}},
            "workspace": {"configuration": True},
        }
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        self._send({"method": "initialized", "params": {}})

    def open(self, file: Path) -> list[dict[str, Any]]:
        """Open a file; return the server's complaints about it."""
        document = {
            "uri": file.as_uri(),
            "languageId": "yaml",
            "version": 1,
            "text": file.read_text(encoding="utf-8"),
        }
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while True:
            message = self._receive()
            if (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == file.as_uri()
            ):
                complaints: list[dict[str, Any]] = message["params"]["diagnostics"]
                return complaints

    def complete(self, file: Path, line: int, column: int) -> list[str]:
        found = self.ask("textDocument/completion", self._at(file, line, column))
        return [item["label"] for item in (found["items"] if isinstance(found, dict) else found)]

    def hover(self, file: Path, line: int, column: int) -> str:
        contents = (self.ask("textDocument/hover", self._at(file, line, column)) or {}).get("contents", "")
        return contents["value"] if isinstance(contents, dict) else str(contents)

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._last and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    @staticmethod
    def _at(file: Path, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": file.as_uri()}, "position": {"line": line, "character": column}}

    def _send(self, message: dict[str, Any]) -> None:
        assert self._server.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """Return the next message; the server's own questions are answered on the way."""
        assert self._server.stdout is not None
        length = 0
        while (header := self._server.stdout.readline().strip()) or not length:
            assert header or self._server.poll() is None, "the server has gone"
            if header.lower().startswith(b"content-length:"):
                length = int(header.split(b":")[1])
        message: dict[str, Any] = json.loads(self._server.stdout.read(length))
        if "method" in message and "id" in message:
            settings = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
            wanted = (
                message.get("params", {}).get("items", [])
                if message["method"] == "workspace/configuration"
                else []
            )
            answer = [settings if item.get("section") == "yaml" else {} for item in wanted]
            self._send({"id": message["id"], "result": answer or None})
        return message


@contextmanager
def editor(command: str, folder: Path) -> Iterator[Editor]:
    server = subprocess.Popen([command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        started = Editor(server)
        started.begin(folder)
        yield started
    finally:
        server.kill()
        server.communicate()
