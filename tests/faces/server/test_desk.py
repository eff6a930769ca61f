"""Workers, one by one: what ends a worker that nothing inside can end, and what happens when none can be started."""

import asyncio
import os
import signal
import sys
import threading
import time
from concurrent.futures import process
from contextlib import contextmanager
from pathlib import Path

import pytest

from cutline import Config
from cutline.engine import select
from cutline.faces.server import desk, orders
from cutline.faces.server.orders import HTML, Order

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals that stop a process")

PAGE = Order(b"<img src=ferry.jpg alt=ferry.jpg>", HTML)


def killed(pid):
    """Wait until a process is gone; a minute is for a machine that is busy with something else."""
    end = time.monotonic() + 60
    while Path(f"/proc/{pid}").exists() and time.monotonic() < end:
        time.sleep(0.02)
    return not Path(f"/proc/{pid}").exists()


def test_a_worker_that_does_not_even_hear_its_watchdog_is_ended_from_outside(monkeypatch):
    monkeypatch.setattr(desk, "WRITING_SECONDS", 0.1)
    monkeypatch.setattr(desk, "LATE_SECONDS", 0.1)
    worker = desk.Worker.start(512)
    os.kill(worker._pid, signal.SIGSTOP)

    async def asked():
        with pytest.raises(desk.Died):
            await worker.carry_out(Config(page_seconds=0.1), PAGE)

        await worker.end()

    asyncio.run(asked())
    assert killed(worker._pid)


def test_a_desk_tries_again_until_the_system_gives_a_process(monkeypatch):
    monkeypatch.setattr(desk, "AGAIN_SECONDS", 0.01)
    start, failures = desk.Worker.start, iter((RuntimeError, OSError))

    def sometimes(memory_mib):
        for failure in failures:
            raise failure
        return start(memory_mib)

    async def audited():
        opened = desk.Desk(Config(), workers=1, memory_mib=512, wait_seconds=60)
        await opened.open()
        monkeypatch.setattr(desk.Worker, "start", sometimes)
        opened._replace(await opened._next())
        try:
            return await opened.audit(PAGE)
        finally:
            await opened.close()

    assert asyncio.run(audited()).counts.advice == 1


def test_who_waits_too_long_is_told_that_all_are_busy():
    async def asked():
        with pytest.raises(desk.Busy):
            await desk.Desk(Config(), workers=0, memory_mib=512, wait_seconds=0.01).audit(PAGE)

    asyncio.run(asked())


def test_a_desk_that_is_closing_takes_nothing():
    async def asked():
        opened = desk.Desk(Config(), workers=1, memory_mib=512, wait_seconds=60)
        await opened.open()
        opened.refuse()
        try:
            with pytest.raises(desk.Busy):
                await opened.audit(PAGE)
        finally:
            await opened.close()

    asyncio.run(asked())


def test_a_desk_is_closed_when_nothing_of_its_workers_is_left(monkeypatch):
    """Python 3.11 wakes every executor that is left when it exits, and one that closes just then is a traceback."""
    manage = process._ExecutorManagerThread.run

    def slowly(self):
        manage(self)
        time.sleep(0.2)

    monkeypatch.setattr(process._ExecutorManagerThread, "run", slowly)
    before = set(threading.enumerate())

    async def opened_and_closed():
        opened = desk.Desk(Config(), workers=2, memory_mib=512, wait_seconds=60)
        await opened.open()
        opened._replace(await opened._next())
        await opened.close()

    asyncio.run(opened_and_closed())
    assert set(threading.enumerate()) == before


def test_the_time_of_a_page_begins_when_the_rules_are_loaded(monkeypatch):
    watches, loaded = [], []

    @contextmanager
    def watched(_seconds):
        watches.append("open")
        yield
        watches.pop()

    def selection_of(config):
        loaded.append(tuple(watches))
        return select.selection_of(config)

    monkeypatch.setattr(orders, "watched", watched)
    monkeypatch.setattr(orders, "selection_of", selection_of)
    assert orders.carry_out(Config(), PAGE).status == 200
    assert loaded == [()]
