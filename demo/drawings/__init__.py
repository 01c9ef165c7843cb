"""Illustrations of the demo goods, composed from plain geometry: no script, no style, no outside reference.

The shape comes from words in the title, the pattern from the technique, the colors from color words or the
family, and the title seeds the rest: the same good always gets the same picture. `drawing.draw` is the door.
"""
