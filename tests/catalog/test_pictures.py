"""Hostile and honest uploads, through the deed and the worker's task."""

from __future__ import annotations

import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

import storefront
from catalog import storage
from catalog.actions import add_photo, order_photos, remove_photo
from catalog.errors import ListingInReview, PictureRefused, TooManyPhotos
from catalog.models import Photo
from catalog.pictures import colour_of, inspect, upright
from catalog.queries.pages import pictures_of
from catalog.rules.photo import FILE_MAX_BYTES, PhotoStatus, PictureFault, shade_of
from catalog.tasks import forget_picture, make_renditions
from kit.events import Event
from tests.makers import AT, a_claim, a_draft, a_jpeg, a_workshop

CANARY = b"CANARY-24.8170N-92.7960E"


def a_png(width: int, height: int, *, lying: bool = False) -> bytes:
    """A PNG whose header says a size; `lying`: it holds almost nothing of it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"" if lying else zlib.compress((b"\x00" + b"\x80" * width) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def a_jpeg_with_secrets() -> bytes:
    """A phone's picture: turned by EXIF, with place, comment, XMP and a tail after its end."""
    exif = Image.Exif()
    exif[0x010F] = CANARY.decode()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (24.0, 49.0, 1.0)
    xmp = b"<x:xmpmeta><!--" + CANARY + b"--></x:xmpmeta>"
    body = a_jpeg(800, 600, exif=exif, comment=CANARY, xmp=xmp)
    return body + b"<script>" + CANARY + b"</script>"


def refused(content: bytes) -> PictureFault:
    with pytest.raises(PictureRefused) as refusal:
        upright(content)
    return refusal.value.details["reason"]


@pytest.fixture
def listing(session):
    return a_draft(session, a_workshop(session))


def added(session, listing, content, **said) -> Photo:
    return add_photo(session, listing, content, by=listing.artisan.person_id, at=AT, **said)


def made(session, photo: Photo) -> Photo:
    session.commit()
    make_renditions({"photo_id": photo.id, "listing_id": str(photo.listing_id)}, AT)
    session.refresh(photo)
    return photo


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", PictureFault.EMPTY),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            PictureFault.NOT_A_PICTURE,
        ),
        (b"GIF89a/*" + b"x" * 100 + b"*/=1;alert(1)", PictureFault.NOT_A_PICTURE),
        (b"%PDF-1.7\n" + a_jpeg(), PictureFault.NOT_A_PICTURE),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 200, PictureFault.NOT_A_PICTURE),
        (b"<!doctype html><h1>hello</h1>", PictureFault.NOT_A_PICTURE),
        (b"\xff\xd8\xff\xe0" + b"<html><script>alert(1)</script></html>" * 10, PictureFault.BROKEN),
        (b"\x89PNG\r\n\x1a\n" + a_jpeg(), PictureFault.BROKEN),
        (b"RIFF\x10\x00\x00\x00WEBP" + b"\x00" * 64, PictureFault.BROKEN),
        (a_jpeg(1200, 900, quality=95)[:2000], PictureFault.BROKEN),
        (a_png(400, 400, lying=True), PictureFault.BROKEN),
        (a_png(60_000, 60_000, lying=True), PictureFault.TOO_LARGE),
        (a_png(9_000, 9_000, lying=True), PictureFault.TOO_LARGE),
        (a_png(20_000, 300, lying=True), PictureFault.TOO_LARGE),
        (a_jpeg(150, 700), PictureFault.TOO_SMALL),
        (b"\xff\xd8\xff" + b"\x00" * FILE_MAX_BYTES, PictureFault.TOO_HEAVY),
    ],
    ids=range(16),
)
def test_hostile_and_broken_files_are_refused_with_their_reason(content, fault):
    assert refused(content) is fault


def test_a_bomb_is_refused_before_a_pixel_is_unpacked(monkeypatch):
    def unpacked(*_, **__):
        raise AssertionError("a bomb was decoded")

    monkeypatch.setattr(Image.Image, "load", unpacked)
    with pytest.raises(PictureRefused):
        inspect(a_png(20_000, 20_000, lying=True))


def test_a_refused_file_leaves_nothing_behind(session, listing, told_process):
    with pytest.raises(PictureRefused):
        added(session, listing, b"<svg/>")
    assert len(listing.photos) == 1  # the illustration
    assert list((told_process / "media").rglob("*.*")) == []


def test_renditions_carry_nothing_of_what_the_phone_wrote(session, listing, told_process):
    content = a_jpeg_with_secrets()
    assert content.count(CANARY) == 4
    photo = made(session, added(session, listing, content, alt="A bowl"))
    assert photo.status is PhotoStatus.READY
    assert (photo.width, photo.height) == (600, 800)  # turned the right way up
    kept = [file for file in (told_process / "media").rglob("*") if file.is_file()]
    assert {file.suffix for file in kept} == {".jpg", ".webp", ".avif"}
    for file in kept:
        whole = file.read_bytes()
        assert CANARY not in whole
        assert b"<script>" not in whole
        with Image.open(file) as image:
            assert not image.getexif()
            assert not {"xmp", "icc_profile", "comment", "exif"} & set(image.info)


def test_every_width_is_made_in_every_kind_and_the_upload_is_gone(session, listing):
    photo = made(session, added(session, listing, a_jpeg(1000, 500)))
    assert {kind: sorted(map(int, keys)) for kind, keys in photo.renditions.items()} == {
        "jpg": [160, 320, 480, 800],
        "webp": [160, 320, 480, 800],
        "avif": [160, 320, 480, 800],
    }
    assert photo.original_key is None
    assert storage.get(storage.upload_key(photo.sha256)) is None
    with Image.open(io.BytesIO(storage.get(photo.renditions["avif"]["480"]))) as image:
        assert (image.format, image.size) == ("AVIF", (480, 240))
    shown = pictures_of(listing.photos)[-1]
    assert (shown.width, shown.height, shown.is_illustration) == (480, 240, False)


def test_making_renditions_twice_changes_nothing(session, listing):
    photo = made(session, added(session, listing, a_jpeg()))
    before = dict(photo.renditions)
    assert made(session, photo).renditions == before


def test_a_worker_that_dies_after_the_first_rendition_is_followed_by_one_that_finishes(
    session, listing, monkeypatch
):
    photo = added(session, listing, a_jpeg())
    session.commit()

    def die(_):
        raise SystemExit

    monkeypatch.setattr("catalog.tasks.renditions", die)
    with pytest.raises(SystemExit):
        make_renditions({"photo_id": photo.id}, AT)
    session.refresh(photo)
    assert photo.renditions == {"jpg": {"480": photo.renditions["jpg"]["480"]}}  # shown already
    assert photo.status is PhotoStatus.READY
    monkeypatch.undo()
    assert sorted(made(session, photo).renditions) == ["avif", "jpg", "webp"]


def test_a_file_that_breaks_in_decoding_is_refused_later_with_its_reason(session, listing):
    photo = made(session, added(session, listing, a_jpeg(900, 900, quality=90)[:3000]))
    assert (photo.status, photo.fault, photo.original_key) == (PhotoStatus.REFUSED, PictureFault.BROKEN, None)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "CMYK", "I;16", "1"])
def test_every_honest_kind_of_pixel_becomes_plain_colour(mode):
    out = io.BytesIO()
    Image.new(mode, (240, 240)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    plain = upright(out.getvalue())
    assert (plain.mode, plain.size, plain.info) == ("RGB", (240, 240), {})


def test_what_is_transparent_shows_paper_not_black():
    out = io.BytesIO()
    Image.new("RGBA", (240, 240), (0, 0, 0, 0)).save(out, "WEBP", lossless=True)
    assert upright(out.getvalue()).getpixel((5, 5)) == (255, 255, 255)


def test_the_colour_is_the_one_that_covers_most():
    image = Image.new("RGB", (300, 300), (200, 30, 30))
    image.paste((20, 20, 220), (0, 0, 100, 100))
    assert colour_of(image) == "#c81e1e"


def test_a_colour_is_painted_by_the_nearest_of_64_shades():
    sheet = (Path(storefront.__file__).parent / "static" / "shades.css").read_text()
    painted = {
        int(number): colour for number, colour in re.findall(r"\.t(\d+) { background: (#\w{6}); }", sheet)
    }
    assert sorted(painted) == list(range(64))
    for number, colour in painted.items():
        assert shade_of(colour) == number
    for colour in ("#c81e1e", "#000000", "#ffffff", "#e8dcc6"):
        near = painted[shade_of(colour)]
        assert all(abs(int(colour[at : at + 2], 16) - int(near[at : at + 2], 16)) <= 32 for at in (1, 3, 5))


def test_the_same_file_twice_is_one_picture_announced_once(session, listing):
    content = a_jpeg()
    assert added(session, listing, content) is added(session, listing, content)
    names = session.scalars(select(Event.name)).all()
    assert names.count("photo.added") == 1


def test_a_listing_has_a_dozen_pictures_at_most(session, listing):
    for shade in range(11):
        added(session, listing, a_jpeg(300, 300, (shade * 20, 0, 0)))
    with pytest.raises(TooManyPhotos):
        added(session, listing, a_jpeg(300, 300, (0, 200, 0)))


def test_pictures_stand_in_the_makers_order(session, listing):
    first, second = added(session, listing, a_jpeg()), added(session, listing, a_jpeg(300, 300))
    drawing = listing.photos[0]
    order_photos(session, listing, [second.id, 999_999, first.id])
    session.expire_all()
    assert [photo.id for photo in listing.photos] == [second.id, first.id, drawing.id]


def test_a_removed_pictures_files_go_unless_another_shows_them(session, listing, told_process):
    other = a_draft(session, a_workshop(session, "Bina"))
    content = a_jpeg()
    mine, theirs = (
        made(session, added(session, listing, content)),
        made(session, added(session, other, content)),
    )
    for photo, at, left in ((mine, listing, True), (theirs, other, False)):
        digest = photo.sha256
        remove_photo(session, at, photo, by=at.artisan.person_id, at=AT)
        forget_picture(session, {"sha256": digest}, AT)
        kept = [file for file in (told_process / "media").rglob("*") if file.is_file()]
        assert bool(kept) is left


def test_no_picture_comes_or_goes_while_the_officer_looks(session, listing):
    photo = added(session, listing, a_jpeg())
    a_claim(session, listing)
    with pytest.raises(ListingInReview):
        remove_photo(session, listing, photo, by=listing.artisan.person_id, at=AT)
    with pytest.raises(ListingInReview):
        order_photos(session, listing, [photo.id])


@pytest.mark.parametrize(
    "key",
    [
        "../../etc/passwd",
        "ab/../../x",
        "/etc/passwd",
        "ab/" + "a" * 64,
        "ab/" + "a" * 64 + "-480.svg",
        "",
        "ab\x00",
    ],
)
def test_the_store_knows_only_its_own_keys(key):
    with pytest.raises(ValueError, match="not a key"):
        storage.path(key)
