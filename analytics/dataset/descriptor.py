"""The schema of the data: `datapackage.json` is the only place where a column is described."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from analytics.dataset.problem import MOST, DatasetError, Problem, few_of_each

SHIPPED = Path(__file__).parents[2] / "data"
NAME = "datapackage.json"
README = "README.md"
SHAPES = "geography/world_50m.json"


@dataclass(frozen=True)
class Field:
    """What one column may hold."""

    name: str
    kind: str
    """text, integer, number, year, boolean, date, partial_date or url; in a list, that of each item."""
    is_list: bool
    required: bool
    unique: bool
    pattern: str | None
    minimum: float | None
    maximum: float | None
    codes: str | None
    regions: str | None
    reference: tuple[str, str] | None


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values must be found together in a row of another table."""

    columns: tuple[str, ...]
    resource: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Resource:
    """One table of the package."""

    name: str
    path: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]


@lru_cache(maxsize=4)
def resources(text: str) -> tuple[Resource, ...]:
    """The tables that a descriptor describes."""
    return tuple(_resource(each) for each in json.loads(text)["resources"] if "schema" in each)


def shipped_resources() -> tuple[Resource, ...]:
    """The tables the dashboard needs: the rules never come from a folder that a reader supplies."""
    try:
        return resources((SHIPPED / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatasetError([Problem(NAME, None, None, str(error), "broken_descriptor")]) from error


def package_files() -> tuple[str, ...]:
    """The paths of every file that a package may have; no other is ever read of one."""
    return (NAME, README, *(each.path for each in shipped_resources()), SHAPES)


def _shipped_fields(name: str) -> tuple[Field, ...]:
    return next(each.fields for each in shipped_resources() if each.name == name)


def region_schemes() -> tuple[str, ...]:
    """The schemes of regions, in the order of the columns of countries that name one by their `regions`."""
    return tuple(dict.fromkeys(field.regions for field in _shipped_fields("countries") if field.regions))


def tag_columns() -> dict[str, str]:
    """The column of pledges that holds the codes of each scheme of the taxonomy."""
    return {field.codes: field.name for field in _shipped_fields("pledges") if field.codes}


_LICENCE = {"name": str, "title": str, "path": str}
_SOURCE = {"title": str, "path": str, "version": str, "date": str}
_SCHEMA = {"fields!": [{"name!": str, "title": str}]}
_RESOURCE = {
    **{"name!": str, "path!": str, "title": str, "hash": str, "bytes": int},
    **{"licenses": [_LICENCE], "sources": [_SOURCE], "schema": _SCHEMA},
}
_PACKAGE = {"title": str, "version": str, "licenses": [_LICENCE], "sources": [_SOURCE], "resources!": [_RESOURCE]}
"""What is read of a descriptor and of which type each part is; `!` marks those that must be there."""

LARGEST = 1_000_000
"""Bytes of a descriptor; the one that is shipped has 110,000."""
DEEPEST = 50
"""Objects and lists inside each other; the descriptor that is shipped has 8."""


def read_descriptor(contents: Mapping[str, bytes]) -> tuple[dict[str, Any], list[Problem], list[Problem]]:
    """The descriptor of a package with its hard and soft problems; empty if it does not have the expected structure."""
    if NAME not in contents:
        return {}, [Problem(NAME, None, None, None, "missing_file")], []
    if (size := len(contents[NAME])) > LARGEST:
        return {}, [Problem(NAME, None, None, str(size), "file_too_large", detail=str(LARGEST))], []
    try:
        package = json.loads(contents[NAME].decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return {}, [Problem(NAME, None, None, str(error)[:200], "broken_descriptor")], []
    wrong = _too_deep(package) or list(islice(_of_other_type(package, _PACKAGE, ""), MOST))
    if wrong:
        return {}, [Problem(NAME, None, None, each, "broken_descriptor") for each in wrong], []
    hard, soft = _resource_problems(package["resources"], contents)
    return package, hard, soft


def _of_other_type(value: object, shape: Any, path: str) -> Iterator[str]:
    """Each part of a JSON value that is missing or of another type: where it is, and what it is."""
    if isinstance(shape, dict) and isinstance(value, dict):
        for name, inner in shape.items():
            key = name.removesuffix("!")
            if key in value or key != name:
                yield from _of_other_type(value.get(key), inner, f"{path} {key}")
    elif isinstance(shape, list) and isinstance(value, list):
        for number, each in enumerate(value, start=1):
            yield from _of_other_type(each, shape[0], f"{path} {number}")
    elif not isinstance(shape, type) or not isinstance(value, shape) or isinstance(value, bool):
        yield f"{path.strip()} {json.dumps(value)[:80]}".strip()


def _too_deep(package: object) -> list[str]:
    level = [package]
    for _ in range(DEEPEST):
        inner = [list(each.values()) if isinstance(each, dict) else each for each in level]
        level = [value for values in inner if isinstance(values, list) for value in values]
    return [f"more than {DEEPEST} objects or lists inside each other"] if level else []


def described_columns(package: Mapping[str, Any]) -> dict[str, set[str]]:
    """The columns of each table that a descriptor describes."""
    return {
        each["name"]: {field["name"] for field in each["schema"]["fields"]}
        for each in package["resources"]
        if "schema" in each
    }


def _resource_problems(
    listed: Sequence[Mapping[str, Any]], contents: Mapping[str, bytes]
) -> tuple[list[Problem], list[Problem]]:
    """What is wrong with the list of resources, and what a reader should know of it."""
    needed = {each.name: each.path for each in shipped_resources()} | {"world_50m": SHAPES}
    hard, soft, seen = [], [], set()
    for each in listed:
        name, path = each["name"], each["path"]
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path:
            hard.append(Problem(NAME, None, "path", path, "unsafe_path", key=name))
        elif name in seen:
            hard.append(Problem(NAME, None, "name", name, "repeated_resource", key=name))
        elif name not in needed:
            soft.append(Problem(NAME, None, "name", name, "unknown_resource", key=name))
        elif path != needed[name]:
            hard.append(Problem(NAME, None, "path", path, "unknown_path", key=name, detail=needed[name]))
        elif path in contents:
            hard += _changed(each, contents[path])
        elif path == SHAPES:
            soft.append(Problem(SHAPES, None, None, None, "shapes_not_there"))
        seen.add(name)
    hard += [Problem(NAME, None, "name", name, "resource_not_listed") for name in needed if name not in seen]
    return few_of_each(hard), few_of_each(soft, "more_doubts")


def _changed(resource: Mapping[str, Any], content: bytes) -> list[Problem]:
    """A problem if a file does not match the size or hash in the descriptor, which need not have them."""
    path, size = resource["path"], str(len(content))
    if resource.get("bytes", len(content)) != len(content):
        return [Problem(path, None, None, size, "other_size", detail=str(resource["bytes"]))]
    if resource.get("hash", hash_of(content)) != hash_of(content):
        return [Problem(path, None, None, hash_of(content), "other_hash", detail=resource["hash"])]
    return []


def hash_of(content: bytes) -> str:
    """The checksum of a file, written as in a Data Package."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def with_checksums(package: dict[str, Any], contents: Mapping[str, bytes]) -> bytes:
    """The descriptor with size and hash (`bytes`, `hash`) of each of these files that it lists."""
    for each in package["resources"]:
        if (content := contents.get(each["path"])) is not None:
            each |= {"bytes": len(content), "hash": hash_of(content)}
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def has_checksums(package: Mapping[str, Any]) -> bool:
    """Whether the descriptor has a checksum of the file of pledges, so that a truncated copy is noticed."""
    return any("hash" in each for each in package.get("resources", []) if each["name"] == "pledges")


def _resource(described: Mapping[str, Any]) -> Resource:
    schema = described["schema"]
    return Resource(
        name=described["name"],
        path=described["path"],
        fields=tuple(_field(each) for each in schema["fields"]),
        primary_key=tuple(schema["primaryKey"]),
        foreign_keys=tuple(
            ForeignKey(
                tuple(each["fields"]),
                each["reference"].get("resource") or described["name"],
                tuple(each["reference"]["fields"]),
            )
            for each in schema.get("foreignKeys", [])
        ),
    )


def _field(described: Mapping[str, Any]) -> Field:
    limits = described.get("constraints", {})
    reference = described.get("itemReference")
    return Field(
        name=described["name"],
        kind=_kind(described),
        is_list=described["type"] == "list",
        required=limits.get("required", False),
        unique=limits.get("unique", False),
        pattern=limits.get("pattern"),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        codes=described.get("codes"),
        regions=described.get("regions"),
        reference=(reference["resource"], reference["fields"]) if reference else None,
    )


def _kind(described: Mapping[str, Any]) -> str:
    if "uri" in (described.get("format"), described.get("itemFormat")):
        return "url"
    if described.get("partialDate"):
        return "partial_date"
    kind = described.get("itemType", "string") if described["type"] == "list" else described["type"]
    return "text" if kind == "string" else str(kind)
