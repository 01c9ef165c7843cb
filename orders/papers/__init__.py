"""The paper that goes with a parcel, as a PDF: `sheet` says what stands on it, `page` draws it.

A paper is the maker's own, drawn by Zila Haat in her name (CGST Act s.31, Rules 46, 46A and 49). What stands on it
was frozen when the order was placed; drawing it again gives the same bytes.
"""
