"""Files in pieces: cut at any byte, they come whole; nobody else's, not too many, and not for ever."""

from __future__ import annotations

import hashlib
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from catalog import storage
from catalog.actions import begin_upload, continue_upload, take_upload
from catalog.actions.upload import forget_unfinished, upload_of
from catalog.errors import PieceMisplaced, TooManyUploads, UploadRefused, UploadUnfinished
from catalog.models import Upload
from catalog.rules.upload import KEPT_FOR, OPEN_MAX, SIZE_MAX_BYTES
from catalog.tasks import forget_pieces, sweep_uploads
from kit.ids import new_id
from tests.makers import AT, a_person

WHOLE = bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def kept_here(tmp_path):
    storage.keep_in(tmp_path)


@pytest.fixture
def asha(session):
    return a_person(session, "Asha").id


def begun(session, person_id, content=WHOLE):
    digest = hashlib.sha256(content).hexdigest()
    return begin_upload(session, person_id=person_id, sha256=digest, size=len(content), at=AT)


class Line:
    """A line that breaks: some of a piece arrives, or all of it and the answer is lost, or it comes twice."""

    def __init__(self, size: int) -> None:
        self.upload = Upload(id=new_id(), person_id=new_id(), sha256="", size=size, received=0, touched_at=AT)

    def send(self, place: int, piece: bytes) -> int:
        """Send a piece; where the server then stands."""
        try:
            continue_upload(self.upload, place, piece, at=AT)
        except PieceMisplaced as refusal:
            return int(refusal.details["received"])
        return self.upload.received


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(min_size=1, max_size=6000),
    cuts=st.lists(st.tuples(st.integers(1, 2500), st.integers(0, 2500), st.booleans()), max_size=40),
)
def test_cut_at_any_byte_it_comes_whole(content, cuts):
    with tempfile.TemporaryDirectory() as folder:
        storage.keep_in(Path(folder))
        line = Line(len(content))
        line.upload.sha256 = hashlib.sha256(content).hexdigest()
        at = 0
        for length, cut, answer_lost in cuts:
            piece = content[at : at + length][: cut or None]  # the line breaks after `cut` bytes
            if not piece:
                break
            stands = line.send(at, piece)
            if not answer_lost:
                at = stands  # else the same piece is sent again, and refused with the place where it goes on
        at = line.upload.received
        while at < len(content):
            at = line.send(at, content[at : at + 997])
        assert storage.get(storage.part_key(line.upload.id)) == content


@given(place=st.integers(-5, 400), length=st.integers(0, 400))
def test_only_the_next_piece_is_taken(place, length):
    with tempfile.TemporaryDirectory() as folder:
        storage.keep_in(Path(folder))
        line = Line(300)
        line.send(0, b"x" * 100)
        before = line.upload.received
        stands = line.send(place, b"y" * length)
        assert stands == (before + length if place == before and length <= 200 else before)


def test_a_piece_written_but_not_committed_is_written_over(session, asha):
    upload = begun(session, asha)
    storage.write_at(storage.part_key(upload.id), 0, b"from before the power went" * 9)
    continue_upload(upload, 0, WHOLE[:1000], at=AT)
    continue_upload(upload, 1000, WHOLE[1000:], at=AT)
    assert take_upload(session, person_id=asha, upload_id=upload.id, at=AT) == WHOLE


def test_begun_again_it_is_found_where_it_stood(session, asha):
    upload = begun(session, asha)
    continue_upload(upload, 0, WHOLE[:777], at=AT)
    again = begun(session, asha)
    assert (again.id, again.received) == (upload.id, 777)
    with pytest.raises(UploadRefused):
        begin_upload(session, person_id=asha, sha256=upload.sha256, size=5, at=AT)


def test_a_whole_with_another_digest_begins_anew(session, asha):
    upload = begun(session, asha)
    continue_upload(upload, 0, WHOLE[::-1], at=AT)
    assert upload.received == 0
    with pytest.raises(UploadUnfinished):
        take_upload(session, person_id=asha, upload_id=upload.id, at=AT)


def test_anothers_upload_is_not_there(session, asha):
    upload, bina = begun(session, asha), a_person(session, "Bina").id
    continue_upload(upload, 0, WHOLE, at=AT)
    assert upload_of(session, bina, upload.id) is None
    with pytest.raises(UploadUnfinished):
        take_upload(session, person_id=bina, upload_id=upload.id, at=AT)


def test_what_was_taken_is_gone_once_it_is_committed(session, asha):
    upload = begun(session, asha)
    continue_upload(upload, 0, WHOLE, at=AT)
    take_upload(session, person_id=asha, upload_id=upload.id, at=AT)
    key = storage.part_key(upload.id)
    assert storage.get(key) == WHOLE  # should the deed be undone, the pieces are there
    for _ in range(2):
        forget_pieces(session, {"upload_id": str(upload.id)}, AT)
    assert storage.get(key) is None
    with pytest.raises(UploadUnfinished):
        take_upload(session, person_id=asha, upload_id=upload.id, at=AT)


@pytest.mark.parametrize(
    ("size", "digest"),
    [(0, "a" * 64), (-1, "a" * 64), (SIZE_MAX_BYTES + 1, "a" * 64), (5, "A" * 64), (5, "")],
)
def test_what_cannot_be_is_not_begun(session, asha, size, digest):
    with pytest.raises(UploadRefused):
        begin_upload(session, person_id=asha, sha256=digest, size=size, at=AT)


def test_only_so_many_are_on_their_way(session, asha):
    for number in range(OPEN_MAX):
        begun(session, asha, bytes([number]))
    with pytest.raises(TooManyUploads):
        begun(session, asha, b"one more")
    begun(session, asha, bytes([0]))  # one of those is found
    begun(session, a_person(session, "Bina").id, b"one more")


def test_what_nobody_finishes_is_swept_away(session, asha):
    old, fresh = begun(session, asha), begun(session, asha, b"fresh")
    continue_upload(old, 0, WHOLE[:10], at=AT)
    fresh.touched_at = AT + KEPT_FOR
    session.commit()
    sweep_uploads(AT + KEPT_FOR + timedelta(minutes=1))
    assert session.scalars(select(Upload.id)).all() == [fresh.id]
    assert storage.get(storage.part_key(old.id)) is None
    assert forget_unfinished(session, at=AT) == []
    assert session.scalar(select(func.count()).select_from(Upload)) == 1
