"""The server: each of an editor's questions passed to the piece that answers it."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TypeAlias

from lsprotocol import types
from platformdirs import user_log_dir
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from game import __version__
from game.authoring.lsp.buffers import Buffer
from game.authoring.lsp.complaints import complaints
from game.authoring.lsp.completing import complete
from game.authoring.lsp.following import Follower
from game.authoring.lsp.hovering import hover
from game.authoring.lsp.lenses import COMMAND, lenses
from game.authoring.lsp.names import Mention
from game.authoring.lsp.outlining import outline
from game.authoring.lsp.positions import Positions
from game.authoring.lsp.renaming import RefusedError, renameable, renamed
from game.language.diagnostics import Diagnostic

_REQUEST_FAILED: Final = -32803
"""The protocol's code for what was asked rightly and cannot be done; editors show its message."""
_TRIGGERS: Final = [" ", ":", "{", "[", "(", ",", "."]

AboutPlace: TypeAlias = (
    types.CompletionParams
    | types.DefinitionParams
    | types.HoverParams
    | types.PrepareRenameParams
    | types.ReferenceParams
    | types.RenameParams
)
"""A question about a place in a file."""


class Server(LanguageServer):
    """The language server; it is its own follower's listener."""

    def __init__(self) -> None:
        """Be ready for an editor.

        Whole texts are asked for on each change: pygls counts lines in a partial one as Python does, which takes
        some characters for line ends that are none to an editor.
        """
        super().__init__("twohats", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.follower = Follower(self)

    def tell(self, uri: str, buffer: Buffer, found: Sequence[Diagnostic]) -> None:
        """Show an editor what was found."""
        shown = complaints(found, self.positions(buffer))
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, shown, version=buffer.version))

    def ways_changed(self) -> None:
        """Let an editor ask for the lenses again."""
        workspace = self.client_capabilities.workspace
        if workspace and workspace.code_lens and workspace.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)

    def positions(self, buffer: Buffer) -> Positions:
        """Return how the editor counts in a file."""
        return Positions(buffer.reading.lines, self.workspace.position_codec)

    def asked(self, params: AboutPlace) -> tuple[Buffer, int, int, Positions] | None:
        """Return the file and the place, counted from 1, that a question is about; None where it is no scenario."""
        buffer = self.follower.buffer(params.text_document.uri)
        if buffer is None:
            return None
        positions = self.positions(buffer)
        return buffer, *positions.spot(params.position), positions

    def locations(self, uri: str, found: Sequence[Mention], positions: Positions) -> list[types.Location]:
        """Return mentions as places of a file."""
        return [types.Location(uri, positions.range(it.place)) for it in found]

    def file_of(self, uri: str) -> str:
        """Return what to call a file in messages and commands: from the editor's folder where it is in there."""
        path = Path(to_fs_path(uri) or uri.rpartition("/")[2] or "scenario.yaml")
        root = self.workspace.root_path
        return os.path.relpath(path, root) if root and path.is_relative_to(root) else str(path)


def serve() -> None:
    """Serve one editor over standard input and output, until it says goodbye or is gone."""
    _keep_faults()
    # Every reading of a long file makes tens of thousands of objects, none of them in a ring: left as it is, the
    # collector would go through all of them several times a change and double the time to an answer.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    # The protocol closes what it writes to; the command still has to flush its own.
    with os.fdopen(os.dup(1), "wb") as out:
        made().start_io(stdout=out)


def made() -> Server:
    """Return a server that answers."""
    server = Server()
    _follow_files(server)
    _find_names(server)
    _explain(server)
    _rename(server)
    return server


def _follow_files(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.follower.open(document.uri, server.file_of(document.uri), document.text, document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        text = server.workspace.get_text_document(document.uri).source
        server.follower.change(document.uri, text, document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.follower.save(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.follower.close(params.text_document.uri)


def _find_names(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location] | None:
        if (asked := server.asked(params)) is None:
            return None
        buffer, line, column, positions = asked
        name = buffer.name_at(line, column)
        found = buffer.mentions(name, used=False) if name else []
        return server.locations(params.text_document.uri, found, positions)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location] | None:
        if (asked := server.asked(params)) is None:
            return None
        buffer, line, column, positions = asked
        name = buffer.name_at(line, column)
        found = buffer.mentions(name, given=params.context.include_declaration) if name else []
        return server.locations(params.text_document.uri, found, positions)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        buffer = server.follower.buffer(params.text_document.uri)
        return outline(buffer, server.positions(buffer)) if buffer else None


def _explain(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS))
    def completion(params: types.CompletionParams) -> list[types.CompletionItem] | None:
        asked = server.asked(params)
        return complete(*asked) if asked else None

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        asked = server.asked(params)
        return hover(*asked) if asked else None

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def code_lens(params: types.CodeLensParams) -> list[types.CodeLens] | None:
        buffer = server.follower.buffer(params.text_document.uri)
        return lenses(buffer, server.positions(buffer)) if buffer else None

    @server.command(COMMAND)
    def replay(line: str) -> str:
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, f"To play from here: {line}"))
        return line


def _rename(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        if (asked := server.asked(params)) is None:
            return None
        buffer, line, column, positions = asked
        try:
            found = renameable(buffer, line, column)
        except RefusedError as error:
            raise JsonRpcException(str(error), _REQUEST_FAILED) from None
        return types.PrepareRenamePlaceholder(positions.range(found[1]), found[0].id) if found else None

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        if (asked := server.asked(params)) is None:
            return None
        buffer, line, column, positions = asked
        try:
            written = renamed(buffer, line, column, params.new_name)
        except RefusedError as error:
            raise JsonRpcException(str(error), _REQUEST_FAILED) from None
        edits = [types.TextEdit(positions.range(place), text) for place, text in written]
        return types.WorkspaceEdit(changes={params.text_document.uri: edits})


def _keep_faults() -> None:
    """Write what goes wrong inside the server to the log file, and nothing to where an editor would show it."""
    folder = Path(user_log_dir("twohats", appauthor=False))
    handler: logging.Handler = logging.NullHandler()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(folder / "twohats.log", encoding="utf-8", delay=True)
    except OSError:
        pass  # then nothing is kept
    handler.addFilter(lambda record: not (record.exc_info and isinstance(record.exc_info[1], JsonRpcException)))
    for name in ("pygls", "asyncio"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.ERROR)
        logger.propagate = False
        logger.addHandler(handler)
