"""The language server that editors ask about YAML, asked as they ask it (LSP 3.17)."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

from tests.npm import cannot_install

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules/yaml-language-server/bin/yaml-language-server"
Message = dict[str, Any]
CAN = {
    "textDocument": {
        "completion": {"completionItem": {"documentationFormat": ["plaintext"]}},
        "hover": {"contentFormat": ["plaintext"]},
    },
    "workspace": {"configuration": True},
}


class Server:
    """A server in a process of its own; it tells what it has to say of one place of one text."""

    def __init__(self) -> None:
        if why := cannot_install(HERE):
            pytest.skip(why)
        self._count = 0
        self._process = subprocess.Popen(
            ["node", str(PROGRAM), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def __enter__(self) -> Self:
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": CAN})
        self._tell("initialized", {})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def completion(self, file: Path, text: str, line: int, column: int) -> list[Message]:
        """What it offers at a place (from 0), each with its `label` and `documentation`."""
        made: Message = self._at("textDocument/completion", file, text, line, column)
        items: list[Message] = made["items"]
        return items

    def hover(self, file: Path, text: str, line: int, column: int) -> str:
        """What it tells of what stands at a place (from 0)."""
        made = self._at("textDocument/hover", file, text, line, column)
        return "" if made is None else str(made["contents"]["value"])

    def problems(self, file: Path, text: str) -> list[str]:
        """What it underlines in a text."""
        self._open(file, text)
        while True:
            told = self._read()
            if told.get("method") == "textDocument/publishDiagnostics":
                given = told["params"]
                if given["uri"] == file.as_uri():
                    return [str(each["message"]) for each in given["diagnostics"]]
            self._answer(told)

    def _at(self, method: str, file: Path, text: str, line: int, column: int) -> Any:
        self._open(file, text)
        place = {"line": line, "character": column}
        return self._ask(method, {"textDocument": {"uri": file.as_uri()}, "position": place})

    def _open(self, file: Path, text: str) -> None:
        self._count += 1
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": self._count}
        self._tell("textDocument/didOpen", {"textDocument": {**document, "text": text}})

    def _ask(self, method: str, params: Message) -> Any:
        self._count += 1
        number = self._count
        self._send({"id": number, "method": method, "params": params})
        while True:
            told = self._read()
            if told.get("id") == number and "method" not in told:
                assert "error" not in told, told
                return told["result"]
            self._answer(told)

    def _answer(self, told: Message) -> None:
        """The server asks back for its settings: there are none."""
        if "id" in told and "method" in told:
            items = told["params"].get("items", [])
            self._send({"id": told["id"], "result": [{}] * len(items) if items else None})

    def _tell(self, method: str, params: Message) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._process.stdin.flush()

    def _read(self) -> Message:
        """The next message. Raises EOFError when the server has ended."""
        out, size = self._process.stdout, 0
        assert out is not None
        while (line := out.readline()) != b"\r\n":
            if not line:
                raise EOFError("the language server has ended")
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                size = int(value)
        message: Message = json.loads(out.read(size))
        return message
