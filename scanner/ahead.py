"""Reading *ahead*: the next batch is fetched while the engine works on this one.

A generator of a connector runs in one thread of its own from its first step to its close, because drivers tie their
connections to threads; what it raises is raised where its batches are taken.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from connectors.base import Batch, Extent

GATHERED_ROWS = 32_768
_GATHERED_BYTES = 32_000_000


def gathered(batches: Generator[Batch, None, Extent], seconds: float, rows: int = GATHERED_ROWS) -> Generator[Batch, None, Extent]:
    """Small batches put together, for the engine compiles its expressions anew for every one: until there are `rows` of them or
    `seconds` have passed. What was read before an error is handed over before it is raised; batches of other types are not mixed."""
    held: list[Batch] = []
    since = time.monotonic()
    try:
        while True:
            try:
                batch = next(batches)
            except StopIteration as end:
                yield from _together(held)
                extent: Extent = end.value
                return extent
            except BaseException:
                yield from _together(held)
                raise
            if held and batch.data.schema != held[0].data.schema:
                yield from _together(held)
            held.append(batch)
            size, weight = sum(b.data.num_rows for b in held), sum(b.data.nbytes for b in held)
            if size >= rows or weight >= _GATHERED_BYTES or time.monotonic() - since >= seconds:
                yield from _together(held)
                since = time.monotonic()
    finally:
        batches.close()


def _together(held: list[Batch]) -> Iterator[Batch]:
    """The batches as one, or nothing; `held` is empty then."""
    if held:
        import pyarrow as pa  # the gate comes through this module and has no batches

        first, last = held[0], held[-1]
        data = first.data if first is last else pa.concat_batches([b.data for b in held])
        together = replace(first, data=data, after=last.after, bad=sum(b.bad for b in held), cut=sum(b.cut for b in held))
        held.clear()
        yield together


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
