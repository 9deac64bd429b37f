"""What a page must keep to."""

from __future__ import annotations

FULL = 0.7  # of the frame of a page
LAST = 1 / 3  # of that of the last page
WHOLE = 8  # rows of a block that is not split at all
SIDE = 3  # rows on each side of the split of a longer one
TALL = 0.95  # of a frame: what is higher than that fits no page
TOLD, LONG = 70, 75  # characters of a line: what is told, and what is too many
CLOSE = 0.05  # points: sizes are rounded
