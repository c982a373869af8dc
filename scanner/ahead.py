"""Reading *ahead*: the next batch is fetched while the engine works on this one.

A generator of a connector runs in one thread of its own from its first step to its close, because drivers tie their
connections to threads; what it raises is raised where its batches are taken.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator
from contextlib import suppress
from typing import Any

from connectors.base import Batch, Extent


def ahead(batches: Generator[Batch, None, Extent]) -> Generator[Batch, None, Extent]:
    """The same batches, read one ahead in a thread: the driver fetches while the engine (which lets go of the
    interpreter lock) matches. The generator runs in that thread alone, from its first step to its close."""
    hands: queue.Queue[tuple[str, Any]] = queue.Queue(maxsize=1)
    stop = threading.Event()

    def read() -> None:
        try:
            while not stop.is_set():
                _put(hands, stop, ("batch", next(batches)))
        except StopIteration as end:
            _put(hands, stop, ("end", end.value))
        except BaseException as error:  # noqa: BLE001 - carried over to the reader, who raises it
            _put(hands, stop, ("error", error))
        finally:
            with suppress(Exception):  # a cursor that cannot be closed is lost already; a thread's traceback would be printed
                batches.close()

    thread = threading.Thread(target=read, name="pandian-read", daemon=True)
    thread.start()
    try:
        while True:
            what, value = hands.get()
            if what == "batch":
                yield value
            elif what == "error":
                raise value
            else:
                return value  # type: ignore[no-any-return]
    finally:
        stop.set()
        thread.join(timeout=5)


def _put(hands: queue.Queue[tuple[str, Any]], stop: threading.Event, item: tuple[str, Any]) -> None:
    while not stop.is_set():
        try:
            return hands.put(item, timeout=0.2)
        except queue.Full:
            continue
