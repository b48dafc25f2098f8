"""Which countries and areas the map has a shape for."""

import json
from functools import lru_cache
from pathlib import Path

WORLD = Path(__file__).parents[2] / "data" / "geography" / "world_50m.json"
"""The shapes that every reader's browser is sent, whatever folder the pledges come from."""


@lru_cache(maxsize=1)
def shape_codes() -> frozenset[str]:
    """ISO3 codes (and the codes of six areas without one) that the map can draw."""
    topology = json.loads(WORLD.read_text(encoding="utf-8"))
    return frozenset(str(shape["id"]) for shape in topology["objects"]["countries"]["geometries"])
