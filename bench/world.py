"""The world that is measured: the demo world, its goods copied until there are as many as asked for."""

from __future__ import annotations

from sqlalchemy import Engine, text

# Copies are whole: words, a variant, a picture, and stock brought in by moves, so that every law still holds.
FILL = (
    """
    CREATE TEMP TABLE copies ON COMMIT DROP AS
    SELECT gen_random_uuid() AS id, source.id AS source_id, row_number() OVER () AS n
    FROM generate_series(1, :rounds) AS round,
         (SELECT id FROM listings WHERE status = 'published' AND slug NOT LIKE '%-copy-%' ORDER BY id) AS source
    LIMIT :wanted
    """,
    """
    INSERT INTO listings
    SELECT (jsonb_populate_record(listings, jsonb_build_object(
        'id', copies.id, 'slug', listings.slug || '-copy-' || copies.n,
        'published_at', listings.published_at - make_interval(secs => copies.n)))).*
    FROM copies JOIN listings ON listings.id = copies.source_id
    """,
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
STOCK = (
    """
    INSERT INTO moves (variant_id, owner_id, quantity, source_id, target_id, reason, key, at)
    SELECT variants.id, listings.artisan_id, 1000000, made.id, workshop.id, 'made', 'bench:' || variants.id, now()
    FROM variants JOIN listings ON listings.id = variants.listing_id AND listings.status = 'published'
    JOIN locations made ON made.kind = 'made'
    JOIN locations workshop ON workshop.kind = 'workshop' AND workshop.place_id = listings.artisan_id
    """,
    """
    INSERT INTO levels (location_id, variant_id, owner_id, on_hand, reserved)
    SELECT target_id, variant_id, owner_id, quantity, 0 FROM moves WHERE key LIKE 'bench:%'
    ON CONFLICT (location_id, variant_id, owner_id) DO UPDATE SET on_hand = levels.on_hand + excluded.on_hand
    """,
)


def fill(engine: Engine, wanted: int) -> int:
    """Copy published goods until there are `wanted`, give every one a million pieces; how many there are now."""
    with engine.begin() as connection:
        there = connection.scalar(text("SELECT count(*) FROM listings WHERE status = 'published'")) or 0
        if there and wanted > there:
            rounds = -(-(wanted - there) // there)
            for statement in FILL:
                connection.execute(text(statement), {"rounds": rounds, "wanted": wanted - there})
        for statement in STOCK:
            connection.execute(text(statement))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
        return connection.scalar(text("SELECT count(*) FROM listings WHERE status = 'published'")) or 0
