"""A language server, the stock one of YAML or our own, driven as an editor drives it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

from running import DEADLINE


class Editor:
    """An editor with one folder open. Every method waits for the server's answer."""

    def __init__(self, server: subprocess.Popen[bytes]) -> None:
        self._server = server
        self._last = 0
        self._version = 1
        self.heard: list[dict[str, Any]] = []
        """What the server said and asked of its own accord."""

    def begin(self, folder: Path) -> None:
        capabilities = {
            "textDocument": {"completion": {"completionItem": {"snippetSupport": False}}, "hover": {}},
            "workspace": {"configuration": True, "codeLens": {"refreshSupport": True}},
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
        self.tell("didOpen", {"textDocument": document})
        return self.complaints(file)

    def change(self, file: Path, text: str) -> None:
        self._version += 1
        document = {"uri": file.as_uri(), "version": self._version}
        self.tell("didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def tell(self, event: str, params: dict[str, Any]) -> None:
        self._send({"method": f"textDocument/{event}", "params": params})

    def complaints(self, file: Path) -> list[dict[str, Any]]:
        """Wait for the next complaints about a file."""
        while True:
            told = self.wait_for("textDocument/publishDiagnostics")
            if told["uri"] == file.as_uri():
                complaints: list[dict[str, Any]] = told["diagnostics"]
                return complaints

    def wait_for(self, method: str) -> Any:
        """Wait until the server says or asks something of its own accord."""
        while True:
            message = self._receive()
            if message.get("method") == method:
                return message.get("params")

    def about(self, method: str, file: Path, line: int, column: int, **more: Any) -> Any:
        """Ask something about a place; lines and columns count from 0, columns in UTF-16 units."""
        return self.ask(f"textDocument/{method}", self._at(file, line, column) | more)

    def end(self) -> int:
        """Say goodbye; return the server's exit code."""
        self.ask("shutdown", {})
        self._send({"method": "exit", "params": {}})
        return self._server.wait(timeout=DEADLINE)

    def complete(self, file: Path, line: int, column: int) -> list[str]:
        found = self.ask("textDocument/completion", self._at(file, line, column))
        return [item["label"] for item in (found["items"] if isinstance(found, dict) else found)]

    def hover(self, file: Path, line: int, column: int) -> str:
        contents = (self.ask("textDocument/hover", self._at(file, line, column)) or {}).get("contents", "")
        return contents["value"] if isinstance(contents, dict) else str(contents)

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        answer = self.answer(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def answer(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """Return the server's whole answer, which may be an error."""
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._last and "method" not in message:
                return message

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
                message.get("params", {}).get("items", []) if message["method"] == "workspace/configuration" else []
            )
            answer = [settings if item.get("section") == "yaml" else {} for item in wanted]
            self._send({"id": message["id"], "result": answer or None})
        if "method" in message:
            self.heard.append(message)
        return message


@contextmanager
def editor(
    command: str | Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Editor]:
    words = [command] if isinstance(command, str) else command
    server = subprocess.Popen(
        [*words, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=folder
    )
    hung = Timer(DEADLINE, server.kill)
    hung.start()
    try:
        started = Editor(server)
        started.begin(folder)
        yield started
    finally:
        hung.cancel()
        server.kill()
        server.communicate()
