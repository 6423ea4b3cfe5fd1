"""What an embedding model made of earlier incidents, so that each is asked for once."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Collection, Mapping

from sqlalchemy import select

from bot.rows import Vector
from store.database import Database
from store.search import past_vectors


class VectorRows:
    db: Database

    def vectors(self, workspace: str, model: str, ids: Collection[str]) -> Mapping[str, Vector]:
        """The vectors that are kept of these earlier incidents, by their ids."""
        mine = (past_vectors.c.workspace == workspace) & (past_vectors.c.model == model)
        query = select(past_vectors).where(mine, past_vectors.c.id.in_(ids))
        with self.db.read() as connection:
            return {row.id: Vector(row.digest, _numbers(row.vector)) for row in connection.execute(query)}

    def keep_vectors(self, workspace: str, model: str, vectors: Mapping[str, Vector]) -> None:
        rows = [
            {
                "workspace": workspace,
                "id": id,
                "model": model,
                "digest": v.digest,
                "vector": _bytes(v.numbers),
            }
            for id, v in sorted(vectors.items())
        ]
        if not rows:
            return
        insert = self.db.insert(past_vectors)
        new = {"digest": insert.excluded.digest, "vector": insert.excluded.vector}
        with self.db.write() as connection:
            connection.execute(
                insert.on_conflict_do_update(index_elements=["workspace", "id", "model"], set_=new), rows
            )


def _bytes(numbers: tuple[float, ...]) -> bytes:
    return _ordered(array("f", numbers)).tobytes()


def _numbers(stored: bytes) -> tuple[float, ...]:
    numbers = array("f")
    numbers.frombytes(stored)
    return tuple(_ordered(numbers))


def _ordered(numbers: array[float]) -> array[float]:
    """Little-endian, whatever this machine is."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
