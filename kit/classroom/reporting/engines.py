"""The engine that counts the figures of a report, where it is not DuckDB inside this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kit.article.packages import what_to_install
from kit.article.seed import Unreadable

BEGINNINGS = ("spark://", "k8s://", "yarn", "local")  # of a master’s address, as Spark has them


@contextmanager
def engine_of(address: str) -> Iterator[Any]:
    """Spark by the address of its master, such as ``spark://head:7077`` or ``local[2]``.

    None for no address. The session takes its other settings from the environment, as every one
    does. Raises Unreadable where there is no such engine, or it cannot be reached.
    """
    if not address:
        yield None
        return
    if not address.startswith(BEGINNINGS):
        raise Unreadable(f"“{address}” is no address of Spark; write it as in spark://head:7077.")
    if lacking := what_to_install("spark"):
        raise Unreadable(lacking)
    import ibis
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(address).appName("Says Who?")
    settings: dict[str, bool | float | int | str | None] = {"spark.ui.showConsoleProgress": False}
    if address.startswith("local"):  # made for trying, where hundreds of parts take minutes
        settings |= {"spark.sql.shuffle.partitions": 1, "spark.ui.enabled": False}
    try:
        session = builder.config(map=settings).getOrCreate()
    except (PySparkException, OSError) as error:
        raise Unreadable(f"Spark cannot be started at {address}: {error}") from error
    try:
        yield ibis.pyspark.connect(session)
    finally:
        session.stop()
