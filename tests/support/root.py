"""The root of the project; what measures a process takes it from here, and loads no browser."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
