"""How easy lessons have to be to read, on the scale by which `kit check` measures them."""

from __future__ import annotations

VERY_EASY = 25.0  # LIX; 30 is easy, 40 a newspaper
