"""The words of every face: figures as India writes them, states in plain words, refusals as kind sentences.

`figures` formats values; one file per room holds that room's `LABELS` (enum class → value → word) and `REFUSALS`
(refusal code → sentence); `spoken` looks them up; `tongues` knows the languages. Rooms raise codes and keep enums;
sentences live here only.
"""

from __future__ import annotations

from flask import Flask

from storefront.words import figures, goods_files, said, spoken, tongues
from storefront.words.spoken import label
from storefront.words.spoken import sentence as refusal

__all__ = ["label", "refusal", "set_up"]


def set_up(app: Flask) -> None:
    """Give every template its filters, its sentences and its languages."""
    said.set_up(app)
    app.jinja_env.globals.update(
        tongues=tongues.tongues, reading=tongues.reading, direction=tongues.direction
    )
    app.jinja_env.filters.update(
        inr=figures.inr,
        lakh=figures.lakh,
        day=figures.day,
        weekday=figures.weekday,
        moment=figures.moment,
        grouped=figures.grouped,
        percent=figures.percent,
        weight=figures.weight,
        label=spoken.label,
        sentence=spoken.sentence,
        named=tongues.named,
        heading=goods_files.heading,
        cell_fault=goods_files.told,
        cell_note=goods_files.noted,
    )
