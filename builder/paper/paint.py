"""Operators of a page's content for shapes, drawings and colours."""

from __future__ import annotations

from builder.pictures.svg.svg import Drawing


def operands(colour: str) -> str:
    """`#rrggbb` as the operands of `rg` and `RG`."""
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.3g}" for i in (1, 3, 5))


def paint_drawing(picture: Drawing, x: float, y: float, height: float) -> str:
    """Operators that paint a drawing `height` points high with its lower left corner at (x, y)."""
    scale = height / picture.height
    return f"q {scale:.4f} 0 0 {scale:.4f} {x:.2f} {y:.2f} cm\n{picture.operators}\nQ"


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """The path of a rectangle with round corners (points); a quarter circle is one curve."""
    r = min(radius, width / 2, height / 2)
    if r <= 0:
        return f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
    k = r * 0.4477
    x2, y2 = x + width, y + height
    return (
        f"{x + r:.2f} {y:.2f} m {x2 - r:.2f} {y:.2f} l "
        f"{x2 - k:.2f} {y:.2f} {x2:.2f} {y + k:.2f} {x2:.2f} {y + r:.2f} c "
        f"{x2:.2f} {y2 - r:.2f} l "
        f"{x2:.2f} {y2 - k:.2f} {x2 - k:.2f} {y2:.2f} {x2 - r:.2f} {y2:.2f} c "
        f"{x + r:.2f} {y2:.2f} l "
        f"{x + k:.2f} {y2:.2f} {x:.2f} {y2 - k:.2f} {x:.2f} {y2 - r:.2f} c "
        f"{x:.2f} {y + r:.2f} l "
        f"{x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + r:.2f} {y:.2f} c h"
    )
