"""Copies of what is on sale, until there are as many as a measurement wants. The copies are nobody's goods.

Rows are copied inside the database, statement by statement, so that nothing travels to this process and back.
"""

from __future__ import annotations

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from catalog.actions.words import count_words
from catalog.rules.search import LOTS

ON_SALE = "SELECT count(*) FROM listings WHERE status = 'published'"
COPY = "-copy-"  # in the middle of a copy's slug

# Copies are whole: words, variants, a picture and what search knows of them, drawn for another lot.
COPIED = (
    f"""
    CREATE TEMP TABLE copies ON COMMIT DROP AS
    SELECT gen_random_uuid() AS id, source.id AS source_id, row_number() OVER () AS n
    FROM generate_series(1, :rounds) AS round,
         (SELECT id FROM listings WHERE status = 'published' AND slug NOT LIKE '%{COPY}%' ORDER BY id) AS source
    LIMIT :wanted
    """,  # noqa: S608 - a word of ours
    f"""
    INSERT INTO listings
    SELECT (jsonb_populate_record(listings, jsonb_build_object(
        'id', copies.id, 'slug', listings.slug || '{COPY}' || :there || '-' || copies.n,
        'published_at', listings.published_at - make_interval(secs => copies.n),
        'words', regexp_replace(listings.words::text, '''l[0-9]+''',
            '''l' || (get_byte(uuid_send(copies.id), 15) % {LOTS}) || '''')))).*
    FROM copies JOIN listings ON listings.id = copies.source_id
    """,  # noqa: S608 - as above
    """
    INSERT INTO listing_texts
    SELECT (jsonb_populate_record(listing_texts, jsonb_build_object('listing_id', copies.id))).*
    FROM copies JOIN listing_texts ON listing_texts.listing_id = copies.source_id
    """,
    """
    INSERT INTO variants
    SELECT (jsonb_populate_record(variants, jsonb_build_object(
        'listing_id', copies.id, 'id', nextval(pg_get_serial_sequence('variants', 'id'))))).*
    FROM copies JOIN variants ON variants.listing_id = copies.source_id
    """,
    """
    INSERT INTO photos
    SELECT (jsonb_populate_record(photos, jsonb_build_object(
        'listing_id', copies.id, 'id', nextval(pg_get_serial_sequence('photos', 'id'))))).*
    FROM copies JOIN photos ON photos.listing_id = copies.source_id
    """,
)
# Stock is brought in by moves, so that every law still holds; what was stocked before is left as it is.
STOCKED = (
    """
    CREATE TEMP TABLE stocked ON COMMIT DROP AS
    SELECT variants.id AS variant_id, listings.artisan_id, made.id AS made, workshop.id AS workshop
    FROM variants JOIN listings ON listings.id = variants.listing_id AND listings.status = 'published'
    JOIN locations made ON made.kind = 'made'
    JOIN locations workshop ON workshop.kind = 'workshop' AND workshop.place_id = listings.artisan_id
    WHERE NOT EXISTS (SELECT 1 FROM moves WHERE moves.key = 'bench:' || variants.id)
    """,
    """
    INSERT INTO moves (variant_id, owner_id, quantity, source_id, target_id, reason, key, at)
    SELECT variant_id, artisan_id, :pieces, made, workshop, 'made', 'bench:' || variant_id, now() FROM stocked
    """,
    """
    INSERT INTO levels (location_id, variant_id, owner_id, on_hand, reserved)
    SELECT workshop, variant_id, artisan_id, :pieces, 0 FROM stocked
    ON CONFLICT (location_id, variant_id, owner_id) DO UPDATE SET on_hand = levels.on_hand + excluded.on_hand
    """,
)


def fill(engine: Engine, wanted: int, *, pieces: int = 0) -> int:
    """Copy goods until `wanted` are on sale, give every variant `pieces` of stock (0: none); how many there are now."""
    with engine.begin() as connection:
        there = connection.scalar(text(ON_SALE)) or 0
        originals = connection.scalar(text(f"{ON_SALE} AND slug NOT LIKE '%{COPY}%'")) or 0
        if originals and wanted > there:
            missing = wanted - there
            given = {"rounds": -(-missing // originals), "wanted": missing, "there": str(there)}
            for statement in COPIED:
                connection.execute(text(statement), given)
        for statement in STOCKED if pieces else ():
            connection.execute(text(statement), {"pieces": pieces})
    with Session(engine) as session, session.begin():
        count_words(session)  # as beat does every hour
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("REINDEX INDEX ix_listings_words"))
        connection.execute(text("VACUUM ANALYZE"))
        return connection.scalar(text(ON_SALE)) or 0
