"""The shape of the data, as `datapackage.json` describes it: the only place where a column is described."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from analytics.dataset.problem import DatasetError, Problem

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


def read_descriptor(contents: Mapping[str, bytes]) -> tuple[dict[str, Any], list[Problem]]:
    """The descriptor among the files of a package and what is wrong with it."""
    if NAME not in contents:
        return {}, [Problem(NAME, None, None, None, "missing_file")]
    try:
        package = json.loads(contents[NAME].decode("utf-8-sig"))
        paths = {each["name"]: each["path"] for each in package["resources"]}
        described_columns(package)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return {}, [Problem(NAME, None, None, str(error), "broken_descriptor")]
    except RecursionError as error:
        return {}, [Problem(NAME, None, None, type(error).__name__, "broken_descriptor")]
    return package, _path_problems(paths)


def described_columns(package: Mapping[str, Any]) -> dict[str, set[str]]:
    """The columns of each table that a descriptor describes."""
    return {
        each["name"]: {field["name"] for field in each["schema"]["fields"]}
        for each in package["resources"]
        if "schema" in each
    }


def _path_problems(paths: Mapping[str, object]) -> list[Problem]:
    needed = {each.name: each.path for each in shipped_resources()} | {"world_50m": SHAPES}
    problems = []
    for name, path in paths.items():
        pure = PurePosixPath(str(path))
        if pure.is_absolute() or ".." in pure.parts or "\\" in str(path) or ":" in str(path):
            problems.append(Problem(NAME, None, "path", str(path), "unsafe_path", key=str(name)))
        elif name in needed and path != needed[name]:
            problems.append(Problem(NAME, None, "path", str(path), "unknown_path", key=name, detail=needed[name]))
    missing = (name for name in needed if name not in paths)
    return problems + [Problem(NAME, None, "name", name, "resource_not_listed") for name in missing]


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
