"""A reader without a browser: opens a page and asks for reruns as Streamlit's own frontend does.

It speaks the websocket protocol of the installed Streamlit, remembers the widgets it was shown and
sends their state back, and keeps large messages so that the server may refer to them by hash.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState, ContextInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

RERUN_LIMIT = 60.0
"""Seconds after which a rerun counts as failed."""

LARGEST_MESSAGE = 50_000_000
KEPT_RUNS = 2
"""Runs for which a browser keeps a large message it was not sent again (global.maxCachedMessageAge)."""


@dataclass(frozen=True)
class Rerun:
    """What one rerun cost a reader: seconds from asking to the script's end, and bytes received, as they travelled."""

    seconds: float
    received: int


def _text(widget: object) -> WidgetState:
    return WidgetState(string_value=widget.value if widget.set_value else widget.default)


def _select(widget: object) -> WidgetState:
    return WidgetState(string_value=widget.raw_value if widget.set_value else widget.options[widget.default])


def _multiselect(widget: object) -> WidgetState:
    state = WidgetState()
    values = widget.raw_values if widget.set_value else [widget.options[each] for each in widget.default]
    state.string_array_value.data.extend(values)
    return state


def _checkbox(widget: object) -> WidgetState:
    return WidgetState(bool_value=widget.value if widget.set_value else widget.default)


def _button_group(widget: object) -> WidgetState:
    state = WidgetState()
    values = widget.raw_values if widget.set_value else [widget.options[each].content for each in widget.default]
    state.string_array_value.data.extend(values)
    return state


STATE_OF: dict[str, Callable[[object], WidgetState]] = {
    "text_input": _text,
    "selectbox": _select,
    "multiselect": _multiselect,
    "checkbox": _checkbox,
    "button_group": _button_group,
}
"""What a browser sends back for a widget nobody touched, by kind of element."""


class Connection(ClientConnection):
    """A connection that counts what reaches it."""

    received = 0

    def data_received(self, data: bytes) -> None:
        """Bytes as they come, compressed."""
        self.received += len(data)
        super().data_received(data)


@dataclass(eq=False)
class Reader:
    """One open page of a running dashboard."""

    address: str
    """Of the page, with the selection a link would carry."""
    runs: int = 0
    _socket: Connection | None = None
    _script: str = ""
    _query: str = ""
    _widgets: dict[str, WidgetState] = field(default_factory=dict)
    _options: dict[str, list[str]] = field(default_factory=dict)
    _kept: dict[str, tuple[int, ForwardMsg]] = field(default_factory=dict)
    """Large messages by hash, and the last run that showed them."""

    async def open(self) -> Rerun:
        """Connect and show the page for the first time."""
        parts = urlsplit(self.address)
        self._query = parts.query
        self._socket = await connect(
            f"ws://{parts.netloc}/_stcore/stream",
            subprotocols=["streamlit"],
            max_size=LARGEST_MESSAGE,
            proxy=None,
            create_connection=Connection,
        )
        return await self._run(page_name=parts.path.strip("/"))

    async def again(self) -> Rerun:
        """Rerun the page with the selection it has."""
        return await self._run()

    async def choose(self, name: str, places: Sequence[int]) -> Rerun:
        """Rerun after choosing the options at those places of the multiselect whose key is `choice_<name>`."""
        key = next(each for each in self._options if each.endswith(f"-choice_{name}"))
        state = WidgetState(id=key)
        state.string_array_value.data.extend(self._options[key][place] for place in places)
        self._widgets[key] = state
        return await self._run()

    async def close(self) -> None:
        """Leave the page."""
        if self._socket is not None:
            await self._socket.close()

    async def _run(self, page_name: str = "") -> Rerun:
        assert self._socket is not None
        request = self._request(page_name)
        started, received = time.perf_counter(), self._socket.received
        await self._socket.send(request)
        payloads = [payload async for payload in self._payloads()]
        seconds = time.perf_counter() - started
        self._remember(payloads)
        return Rerun(seconds, self._socket.received - received)

    async def _payloads(self) -> Iterable[bytes]:
        assert self._socket is not None
        async with asyncio.timeout(RERUN_LIMIT):
            while True:
                payload = await self._socket.recv(decode=False)
                yield payload
                # Only a short message can be the last one; a figure need not be read to know that.
                if len(payload) < 200 and ForwardMsg.FromString(payload).WhichOneof("type") == "script_finished":
                    return

    def _request(self, page_name: str) -> bytes:
        state = ClientState(
            query_string=self._query,
            page_script_hash=self._script,
            page_name=page_name,
            cached_message_hashes=self._kept,
            context_info=ContextInfo(timezone="UTC", locale="en-US", url=self.address, color_scheme="light"),
        )
        state.widget_states.widgets.extend(self._widgets.values())
        return BackMsg(rerun_script=state).SerializeToString()

    def _remember(self, payloads: Iterable[bytes]) -> None:
        """What a browser knows after a run: page, link, widgets and large messages."""
        self.runs += 1
        before, self._widgets, self._options = self._widgets, {}, {}
        for payload in payloads:
            message = ForwardMsg.FromString(payload)
            kind = message.WhichOneof("type")
            if kind in ("new_session", "navigation"):
                self._script = getattr(message, kind).page_script_hash
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                raise RuntimeError(f"the script of {self.address} failed")
            elif kind == "delta":
                self._remember_element(message, before)
            elif kind == "ref_hash":
                self._remember_element(self._kept[message.ref_hash][1], before)
        self._kept = {each: kept for each, kept in self._kept.items() if self.runs - kept[0] < KEPT_RUNS}

    def _remember_element(self, message: ForwardMsg, before: dict[str, WidgetState]) -> None:
        if message.metadata.cacheable:
            self._kept[message.hash] = (self.runs, message)
        element = message.delta.new_element
        kind = element.WhichOneof("type") or ""
        if kind == "exception":
            raise RuntimeError(f"{self.address} shows an error: {element.exception.message}")
        if kind in STATE_OF:
            widget = getattr(element, kind)
            is_touched = widget.id in before and not widget.set_value
            state = before[widget.id] if is_touched else STATE_OF[kind](widget)
            state.id = widget.id
            self._widgets[widget.id] = state
            if kind == "multiselect":
                self._options[widget.id] = list(widget.options)
