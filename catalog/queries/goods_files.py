"""Files of goods as their maker sees them; all the maker's goods as rows of such a file; what rows are held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, defer, lazyload

from catalog.models import (
    Artisan,
    Craft,
    CraftVariant,
    DistrictProduct,
    GoodsFile,
    GoodsRow,
    Listing,
    ListingDetails,
    ListingText,
    OwnCode,
    Pack,
    Variant,
)
from catalog.queries.workshop import craft_choices
from catalog.rules.goods_file import AT_WORK, DETAIL_COLUMNS, PROOF_COLUMNS, Column, RowStep, folded
from catalog.rules.goods_plan import Book, CraftRef, OwnForm
from catalog.rules.listing import ListingStatus
from kit.typed import rupees_text


class GoodsForm(NamedTuple):
    """One form of a piece as a row of a file: its cells, but for how many are ready, which stock knows."""

    variant_id: int
    listing_id: UUID
    slug: str
    status: ListingStatus
    craft: CraftRef
    cells: dict[Column, str]


def own_files(session: Session, artisan_id: UUID) -> Sequence[GoodsFile]:
    """The files of goods this maker sent, the newest first."""
    return session.scalars(
        select(GoodsFile).where(GoodsFile.artisan_id == artisan_id).order_by(GoodsFile.id.desc())
    ).all()


def own_file(session: Session, artisan_id: UUID, file_id: UUID, *, lock: bool = False) -> GoodsFile | None:
    """One file of this maker; another's is None. `lock` holds it until the end."""
    asked = select(GoodsFile).where(GoodsFile.artisan_id == artisan_id, GoodsFile.id == file_id)
    if lock:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    return session.scalars(asked).one_or_none()


def file_at_work(session: Session, artisan_id: UUID) -> GoodsFile | None:
    """The maker's file that is being read or written now."""
    return session.scalars(
        select(GoodsFile).where(GoodsFile.artisan_id == artisan_id, GoodsFile.status.in_(AT_WORK))
    ).first()


def file_rows(
    session: Session, file_id: UUID, steps: Sequence[RowStep], *, limit: int | None = None
) -> Sequence[GoodsRow]:
    """Rows of a file that do one of these, in their order."""
    return session.scalars(
        select(GoodsRow)
        .where(GoodsRow.goods_file_id == file_id, GoodsRow.step.in_(steps))
        .order_by(GoodsRow.row)
        .limit(limit)
    ).all()


def noted_rows(session: Session, file_id: UUID, *, limit: int) -> Sequence[GoodsRow]:
    """Rows of a file that are taken, and of which something is worth telling."""
    return session.scalars(
        select(GoodsRow)
        .where(
            GoodsRow.goods_file_id == file_id,
            GoodsRow.step != RowStep.WRONG,
            func.jsonb_array_length(GoodsRow.notes) > 0,
        )
        .order_by(GoodsRow.row)
        .limit(limit)
    ).all()


def waiting_rows(session: Session, file_id: UUID, *, limit: int) -> Sequence[GoodsRow]:
    """The next rows of a file to be written."""
    return session.scalars(
        select(GoodsRow)
        .where(
            GoodsRow.goods_file_id == file_id,
            GoodsRow.done_at.is_(None),
            GoodsRow.step.not_in((RowStep.WRONG, RowStep.SAME)),
        )
        .order_by(GoodsRow.row)
        .limit(limit)
    ).all()


def goods_forms(session: Session, artisan_id: UUID, locale: str = "en") -> list[GoodsForm]:
    """All forms this maker sells or prepares, as rows of a file, the oldest piece first. One statement."""
    hindi, english = aliased(ListingText), aliased(ListingText)
    rows: Iterable[Any] = session.execute(
        select(
            Variant,
            Listing,
            Craft,
            CraftVariant,
            DistrictProduct.name,
            hindi,
            english,
            ListingDetails,
            Pack,
            OwnCode.code,
        )
        .join(Listing, Listing.id == Variant.listing_id)
        .join(Craft, Craft.id == Listing.craft_id)
        .outerjoin(CraftVariant, CraftVariant.id == Listing.craft_variant_id)
        .outerjoin(DistrictProduct, DistrictProduct.id == Listing.district_product_id)
        .outerjoin(hindi, (hindi.listing_id == Listing.id) & (hindi.locale == "hi"))
        .outerjoin(english, (english.listing_id == Listing.id) & (english.locale == "en"))
        .outerjoin(ListingDetails, ListingDetails.listing_id == Listing.id)
        .outerjoin(Pack, Pack.variant_id == Variant.id)
        .outerjoin(OwnCode, OwnCode.variant_id == Variant.id)
        .where(Listing.artisan_id == artisan_id, Variant.active)
        .order_by(Listing.id, Variant.position)
        .options(lazyload("*"), defer(Listing.words))
    )
    return [_form(row, locale) for row in rows]


def _form(row: Any, locale: str) -> GoodsForm:
    variant, listing, craft, kind, product, hindi, english, details, pack, code = row
    cells = {
        Column.NUMBER: str(variant.id),
        Column.CODE: code or "",
        Column.CRAFT: product or _named(craft, locale),
        Column.KIND: _named(kind, locale) if kind else "",
        Column.SIZE: variant.name,
        Column.PRICE: rupees_text(variant.price_paise),
        Column.MADE_TO_ORDER: "yes" if listing.made_to_order else "no",
        Column.DAYS: str(listing.days_to_make),
        Column.WEIGHT: str(listing.weight_g or ""),
    }
    for said, title, story, care in (
        (hindi, Column.TITLE_HI, Column.STORY_HI, Column.CARE_HI),
        (english, Column.TITLE_EN, Column.STORY_EN, Column.CARE_EN),
    ):
        if said is not None:
            cells |= {title: said.title, story: said.story, care: said.care}
    if details is not None:
        cells |= {column: getattr(details, column) for column in DETAIL_COLUMNS}
        cells[Column.BEST_BEFORE] = str(details.best_before_days or "")
    if pack is not None:
        cells |= {Column.NET_QUANTITY: pack.net_quantity, Column.MRP: rupees_text(pack.mrp_paise)}
    cells |= {column: listing.proofs[column] for column in PROOF_COLUMNS if column in listing.proofs}
    ref = CraftRef(listing.craft_id, listing.district_product_id)
    return GoodsForm(variant.id, listing.id, listing.slug, listing.status, ref, cells)


def _named(thing: Craft | CraftVariant, locale: str) -> str:
    return thing.name_hi if locale == "hi" else thing.name_en


def craft_names(session: Session, district_id: int) -> tuple[dict[str, CraftRef], dict[str, str]]:
    """What each name means that may stand in the column of crafts: folded name → meaning, and → as it is written."""
    meant: dict[str, CraftRef] = {}
    written: dict[str, str] = {}
    for one in reversed(craft_choices(session, district_id)):  # the district's own products win over crafts
        names = (one.product_name,) if one.product_name else (one.craft_id, one.name_hi, one.name_en)
        for name in names:
            meant[folded(name)] = CraftRef(one.craft_id, one.product_id)
            written[folded(name)] = name
    return meant, written


def kind_names(session: Session) -> dict[str, dict[str, str]]:
    """The finer lines a maker may choose among, by craft: folded name → finer line."""
    found: dict[str, dict[str, str]] = {}
    for line in session.scalars(select(CraftVariant).where(CraftVariant.retired_at.is_(None))):
        names = found.setdefault(line.craft_id, {})
        names |= {folded(name): line.id for name in (line.name_en, line.name_hi, line.id)}
    return found


def kind_choices(session: Session) -> list[tuple[str, str, str]]:
    """(craft, finer line in English, in Hindi) for crafts that have more than one."""
    lines = session.scalars(
        select(CraftVariant)
        .where(CraftVariant.retired_at.is_(None))
        .order_by(CraftVariant.craft_id, CraftVariant.name_en)
    ).all()
    many = Counter(line.craft_id for line in lines)
    return [(line.craft_id, line.name_en, line.name_hi) for line in lines if many[line.craft_id] > 1]


def book_of(
    session: Session, artisan: Artisan, *, ready: Mapping[int, int], promised: Mapping[int, int]
) -> Book:
    """All that the rows of a maker's file are held against; `ready` and `promised` are pieces by form."""
    forms = goods_forms(session, artisan.id)
    sizes = Counter(form.listing_id for form in forms)
    names, written = craft_names(session, artisan.district_id)
    codes = session.execute(select(OwnCode.key, OwnCode.variant_id).where(OwnCode.artisan_id == artisan.id))
    return Book(
        forms={
            form.variant_id: OwnForm(
                form.variant_id,
                form.listing_id,
                form.status,
                sizes[form.listing_id],
                {**form.cells, Column.STOCK: str(ready.get(form.variant_id, 0))},
                form.craft,
                promised.get(form.variant_id, 0),
            )
            for form in forms
        },
        codes={row.key: row.variant_id for row in codes},
        crafts=names,
        names=written,
        kinds=kind_names(session),
        listings=session.scalar(select(func.count()).where(Listing.artisan_id == artisan.id)) or 0,
    )


def own_forms(session: Session, artisan_id: UUID, variant_ids: Iterable[int]) -> dict[int, Variant]:
    """Those of these forms that are this maker's and sold, by number; their listings are held until the end."""
    found = session.execute(
        select(Variant, Listing)
        .join(Listing, Listing.id == Variant.listing_id)
        .where(Listing.artisan_id == artisan_id, Variant.id.in_(list(variant_ids)), Variant.active)
        .order_by(Listing.id, Variant.id)
        .with_for_update(of=Listing)
        .execution_options(populate_existing=True)
    )
    return {variant.id: variant for variant, _listing in found}


def own_codes(session: Session, artisan_id: UUID, keys: Iterable[str]) -> Sequence[OwnCode]:
    """Those of these codes that the maker uses."""
    return session.scalars(
        select(OwnCode).where(OwnCode.artisan_id == artisan_id, OwnCode.key.in_(list(keys)))
    ).all()


def codes_of_forms(session: Session, variant_ids: Iterable[int]) -> Sequence[OwnCode]:
    """The codes of these forms."""
    return session.scalars(select(OwnCode).where(OwnCode.variant_id.in_(list(variant_ids)))).all()
