"""Builds the country shapes of the map, data/geography/world_50m.json, from a pinned npm package.

Plotly would fetch these shapes from another host; the dashboard serves its own copy instead, made
from the same package, without the layers it does not draw and with one shape for each country.
"""

import argparse
import base64
import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from itertools import accumulate
from pathlib import Path
from typing import Any

PACKAGE = "plotly.js@4.1.1"
INTEGRITY = "sha512-fYLAOj091/+M4h1rmtVIkRIpdkz5/P9IdNUeB9wKmCUyvewuUdlCYR5ryqDWP7Cb36Dn4EvSrs6YKvRJ9ukNdQ=="
ASSETS = "package/dist/plotly-geo-assets.js"
TOPOLOGY = "dist/topojson/world_50m.json"
LAYERS = ("coastlines", "countries", "land")
OUTPUT = Path(__file__).parent.parent / "data" / "geography" / "world_50m.json"

Topology = dict[str, Any]
Shape = dict[str, Any]


def package_file(folder: Path) -> Path:
    """The package as npm delivers it; ValueError if it is not, byte for byte, the one pinned here."""
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm is needed to fetch the country shapes")
    packed = subprocess.run(
        [npm, "pack", PACKAGE, "--json", "--ignore-scripts", f"--pack-destination={folder}"],
        check=True,
        capture_output=True,
        text=True,
    )
    report = json.loads(packed.stdout)
    package = report[0] if isinstance(report, list) else next(iter(report.values()))
    tarball = folder / str(package["filename"])
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        raise ValueError(f"{PACKAGE} is not the package that was pinned: sha512-{digest}")
    return tarball


def source_topology(tarball: Path) -> Topology:
    """The topology inside the package's JavaScript, whose object literals are JSON but for bare names."""
    with tarfile.open(tarball) as archive:
        assets = archive.extractfile(ASSETS)
        if assets is None:
            raise ValueError(f"{ASSETS} is not a file in the package")
        script = assets.read().decode()
    literal = script.split(f'"{TOPOLOGY}"(exports, module) {{', 1)[1]
    literal = literal.split("module.exports = ", 1)[1].split("\n", 1)[0].rstrip(";")
    quoted = re.sub(
        r'"(?:[^"\\]|\\.)*"|([A-Za-z_]\w*)(?=\s*:)',
        lambda match: f'"{match[1]}"' if match[1] else match[0],
        literal,
    )
    # The script writes 4000 as 4e3, which JSON reads as a float: no number of an arc.
    topology: Topology = json.loads(quoted, parse_float=_shortest_number)
    return topology


def _shortest_number(text: str) -> int | float:
    number = float(text)
    return int(number) if number.is_integer() else number


def _polygons(shape: Shape) -> list[Any]:
    arcs: list[Any] = shape["arcs"]
    return [arcs] if shape["type"] == "Polygon" else arcs


def _extent(topology: Topology, shape: Shape) -> float:
    """The area of a shape in the topology's own units, good enough to tell its largest part."""
    total = 0.0
    for polygon in _polygons(shape):
        ring: list[tuple[int, int]] = []
        for arc in polygon[0]:
            steps = topology["arcs"][arc if arc >= 0 else ~arc]
            points = list(accumulate(steps, lambda at, step: (at[0] + step[0], at[1] + step[1])))
            ring += points if arc >= 0 else points[::-1]
        edges = zip(ring, ring[1:] + ring[:1], strict=True)
        total += abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in edges)) / 2
    return total


def merged_countries(topology: Topology) -> list[Shape]:
    """One shape for each code, its parts side by side, rings as drawn in the source.

    Plotly shades only one shape of a code: unmerged, Gaza is filled and the West Bank stays blank. The
    centre, where a label appears, is that of the largest part. Rings keep their direction, because a ring
    turned round covers the rest of the globe.
    """
    parts: dict[str, list[Shape]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        parts.setdefault(shape["id"], []).append(shape)
    return [_merged(topology, shapes) for shapes in parts.values()]


def _merged(topology: Topology, shapes: list[Shape]) -> Shape:
    if len(shapes) == 1:
        return shapes[0]
    largest = max(shapes, key=lambda shape: _extent(topology, shape))
    polygons = [polygon for shape in shapes for polygon in _polygons(shape)]
    return {**largest, "type": "MultiPolygon", "arcs": polygons}


def without_unused_arcs(topology: Topology) -> Topology:
    """The topology with the arcs its layers use, renumbered in their order."""

    def numbers(arcs: Any) -> set[int]:
        if isinstance(arcs, int):
            return {arcs if arcs >= 0 else ~arcs}
        return set().union(*map(numbers, arcs))

    def renumbered(arcs: Any) -> Any:
        if isinstance(arcs, int):
            return place[arcs] if arcs >= 0 else ~place[~arcs]
        return [renumbered(part) for part in arcs]

    layers = topology["objects"]
    used = sorted(set().union(*(numbers(s["arcs"]) for layer in layers.values() for s in layer["geometries"])))
    place = {number: position for position, number in enumerate(used)}
    objects = {
        name: {**layer, "geometries": [{**s, "arcs": renumbered(s["arcs"])} for s in layer["geometries"]]}
        for name, layer in layers.items()
    }
    return {**topology, "objects": objects, "arcs": [topology["arcs"][number] for number in used]}


def world_topology(tarball: Path) -> Topology:
    """The shapes the dashboard draws: land, coastlines, and each country once."""
    topology = source_topology(tarball)
    objects = {name: topology["objects"][name] for name in LAYERS}
    objects["countries"] = {**objects["countries"], "geometries": merged_countries(topology)}
    return without_unused_arcs({**topology, "objects": objects})


def build(output: Path) -> None:
    """Writes the shapes; the same package gives the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        topology = world_topology(package_file(Path(folder)))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(topology, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", nargs="?", type=Path, default=OUTPUT)
    build(parser.parse_args().output)
