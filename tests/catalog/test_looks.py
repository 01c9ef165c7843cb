"""Pictures that look alike: the law of looks, and what the officer is shown."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance

from catalog import storage
from catalog.actions import add_photo
from catalog.pictures import look
from catalog.queries.likeness import likenesses
from catalog.rules.listing import ListingStatus
from catalog.rules.looks import ALIKE_BITS, bands, distance, look_of, mirrored, probes
from catalog.tasks import make_renditions
from tests.makers import AT, BANKURA, JAIPUR, a_draft, a_listing, a_scene, a_workshop, as_jpeg

LOOKS = st.integers(-(2**63), 2**63 - 1)


@pytest.fixture(autouse=True)
def kept_here(tmp_path):
    storage.keep_in(tmp_path)


def seen(image: Image.Image) -> int:
    found = look(image)
    assert found is not None
    return found


def test_the_same_picture_smaller_paler_and_pressed_looks_the_same():
    scene = a_scene(1)
    small = Image.open(io.BytesIO(as_jpeg(scene.resize((300, 225)), quality=35)))
    pale = ImageEnhance.Contrast(ImageEnhance.Brightness(scene).enhance(1.15)).enhance(0.8)
    signed = scene.copy()
    ImageDraw.Draw(signed).rectangle((560, 440, 640, 480), fill=(255, 255, 255))
    for other in (small, pale, signed):
        assert distance(seen(scene), seen(other)) <= ALIKE_BITS


def test_other_pictures_look_otherwise():
    looks = [seen(a_scene(seed)) for seed in range(2, 42)]
    near = [
        distance(one, other) for place, one in enumerate(looks) for other in looks[place + 1 :]
    ]  # 780 pairs
    assert min(near) > ALIKE_BITS


def test_a_picture_in_the_mirror_is_known():
    scene = a_scene(3)
    turned = seen(scene.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    assert distance(mirrored(seen(scene)), turned) <= ALIKE_BITS


def test_what_is_plain_has_no_look():
    assert look(Image.new("RGB", (400, 300), (200, 120, 40))) is None
    assert look(Image.linear_gradient("L").convert("RGB").rotate(90)) is None
    with pytest.raises(ValueError, match="72"):
        look_of([0] * 64)


@given(LOOKS)
def test_twice_mirrored_is_itself(one):
    assert mirrored(mirrored(one)) == one
    assert distance(one, one) == 0


@given(LOOKS, st.sets(st.integers(0, 63), max_size=7))
def test_the_index_misses_nothing_that_is_alike(one, flips):
    other = one
    for bit in flips:
        other ^= 1 << bit
    other = (other + 2**63) % 2**64 - 2**63
    assert distance(one, other) == len(flips)
    assert set(bands(one)) & set(probes(other))


def pictured(session, listing, image):
    photo = add_photo(session, listing, as_jpeg(image), by=listing.artisan.person_id, at=AT)
    session.commit()
    make_renditions({"photo_id": photo.id}, AT)
    session.refresh(photo)
    return photo


def test_the_officer_sees_whose_photo_it_looks_like(session):
    scene = a_scene(7)
    first = a_listing(session, of="Bina", title="Fish bowl of Jaipur")
    pictured(session, first, scene)
    copied = a_draft(session, a_workshop(session, "Asha"))
    pictured(session, copied, scene.resize((400, 300)).transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    [twin] = likenesses(session, copied, [BANKURA])
    assert (twin.title, twin.maker, twin.mirrored) == ("Fish bowl of Jaipur", "Bina's workshop", True)
    assert twin.own.src != twin.other.src


def test_ones_own_picture_twice_is_no_alarm_nor_is_a_draft_nor_another_districts_queue(session):
    scene, asha = a_scene(8), a_workshop(session, "Asha")
    mine, again = a_draft(session, asha), a_draft(session, asha, title="Another bowl")
    pictured(session, mine, scene)
    pictured(session, again, scene.resize((500, 375)))
    theirs = a_draft(session, a_workshop(session, "Bina"))
    pictured(session, theirs, scene.resize((320, 240)))
    assert likenesses(session, mine, [BANKURA, JAIPUR]) == []
    theirs.status = ListingStatus.IN_REVIEW
    session.flush()
    assert likenesses(session, mine, [BANKURA]) == []
    assert len(likenesses(session, mine, [BANKURA, JAIPUR])) == 1


def test_drawings_of_the_demo_world_raise_no_alarm(session):
    one, other = a_listing(session, of="Asha"), a_listing(session, of="Bina")
    assert one.photos[0].drawing == other.photos[0].drawing
    assert likenesses(session, one, [BANKURA, JAIPUR]) == []
