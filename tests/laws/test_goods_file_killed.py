"""A worker is killed while it writes a file of goods: the next one goes on, and no piece is there twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import func, select

from catalog.actions import confirm_goods_file, send_goods_file
from catalog.models import GoodsFile, GoodsRow, Listing, OwnCode
from catalog.rules.goods_file import BATCH, FileStatus
from kit.db import transaction
from stock.actions import read_goods_file, write_goods_rows
from stock.models import Level, Move
from tests.makers import AT, a_workshop

ROOT = Path(__file__).parent.parent.parent
ROWS = BATCH * 3 + 20
WRITER = """
import sys
from uuid import UUID
from sqlalchemy import create_engine
from kit.clock import now
from kit.db import bind, transaction
from stock.actions import write_goods_rows
bind(create_engine(sys.argv[1]))
left = 1
while left:
    with transaction() as session:
        left = write_goods_rows(session, UUID(sys.argv[2]), at=now())
"""
HEAD = "Your code,Craft,Name (English),Price in rupees,How many ready\n"


def rows_done() -> int:
    with transaction() as session:
        return session.scalar(select(GoodsFile.rows_done)) or 0


def test_a_killed_worker_leaves_no_row_half_written_and_none_twice(fresh_engine, fresh_database):
    with transaction() as session:
        asha = a_workshop(session)
        content = HEAD + "".join(f"S-{n},Cotton saree,Red saree {n},{100 + n},2\n" for n in range(ROWS))
        file_id = send_goods_file(
            session, asha, filename="s.csv", content=content.encode(), by=asha.person_id, at=AT
        ).id
        read_goods_file(session, file_id, at=AT)
        confirm_goods_file(session, session.get_one(GoodsFile, file_id), by=asha.person_id, at=AT)
    writer = subprocess.Popen([sys.executable, "-c", WRITER, fresh_database, str(file_id)], cwd=ROOT)
    until = time.monotonic() + 90
    while rows_done() < BATCH and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(writer.pid, signal.SIGKILL)  # somewhere in a later batch
    writer.wait()
    before = rows_done()
    assert 0 < before < ROWS
    assert before % BATCH == 0
    left = 1
    while left:
        with transaction() as session:
            left = write_goods_rows(session, file_id, at=AT)
    with transaction() as session:
        file = session.get_one(GoodsFile, file_id)
        assert (file.status, file.rows_done, file.totals["new"]) == (FileStatus.WRITTEN, ROWS, ROWS)
        for model in (Listing, OwnCode, Move, Level, GoodsRow):
            assert session.scalar(select(func.count()).select_from(model)) == ROWS, model
        assert session.scalar(select(func.sum(Level.on_hand))) == 2 * ROWS
