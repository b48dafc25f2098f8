"""The parts of a pledge: who made it (one row a government) and its tags (one row a code)."""

import pandas as pd

from analytics.dataset.descriptor import region_schemes, tag_columns
from analytics.dataset.rules import list_items

NETWORK = "network"
NOT_NAMED = "not_named"
"""Kinds of what is no named local government: a network, and one that its source does not name."""

UNPLACED = "unplaced"
ROUND_TABLE_FORUM = "IMRF-2022"
"""The review forum whose round tables are confirmed; those of later forums are assumed equal."""

NOT_REGIONS = ["pledge_id", "city_id", "kind", "iso3"]
"""The columns of `pledge_governments` that are not regions."""

TAG_COLUMNS = ["pledge_id", "scheme", "code", "basis", "strength"]
STATED = "stated"


def codes_of(taxonomy: pd.DataFrame, scheme: str) -> list[str]:
    """The codes of a scheme in display order."""
    return list(taxonomy[taxonomy["scheme"] == scheme].sort_values("display_order")["code"])


def pledge_governments_of(pledges: pd.DataFrame, governments: pd.DataFrame, countries: pd.DataFrame) -> pd.DataFrame:
    """One row a pledge and government: `pledge_id, city_id, kind, iso3` and its region in every scheme.

    A network has no country and the region `network`, even where its home is known,
    or its home would seem to pledge. A government whose country is unknown, or has
    no region in a scheme, is `unplaced` there and thus still counted.
    """
    named = list_items(pledges["government_ids"])
    pairs = pd.DataFrame({"pledge_id": pledges["pledge_id"].reindex(named.index), "city_id": named})
    known = governments.set_index("city_id")[["kind", "iso3"]]
    rows = pairs.drop_duplicates().join(known, on="city_id").reset_index(drop=True)
    is_network = rows["kind"] == NETWORK
    rows["iso3"] = rows["iso3"].mask(is_network)
    regions = countries.set_index("iso3").reindex(rows["iso3"])
    for scheme in region_schemes():
        region = pd.Series(regions[scheme].to_numpy(), index=rows.index, dtype="str")
        rows[scheme] = region.fillna(UNPLACED).mask(is_network, NETWORK)
    return rows


def funders_in(cells: pd.Series, funders: pd.DataFrame) -> pd.Series:
    """The identifiers of the funders that list cells name in any spelling, under the index of their cells.

    A name that the table of funders does not have falls away.
    """
    spelled = list_items(funders["written_as"])
    known = dict(zip(spelled, funders["funder_id"].reindex(spelled.index), strict=True))
    return list_items(cells).map(known).dropna()


def tags_of(
    pledges: pd.DataFrame, taxonomy: pd.DataFrame, round_tables: pd.DataFrame, crosswalk: pd.DataFrame
) -> pd.DataFrame:
    """One row a pledge, scheme and code: `pledge_id, scheme, code, basis, strength`, each once.

    `strength` is filled for tags that come through the crosswalk. A variant of
    wording counts as the objective it varies, and a pledge to both compacts counts
    under each. A scheme that the taxonomy lists under `tag_scheme` is read from the
    column of pledges whose `codes` are of it; without a column `<scheme>_basis` beside
    it, an entry was stated by the source.
    """
    columns = tag_columns()
    schemes = [each for each in codes_of(taxonomy, "tag_scheme") if each in columns]
    stated = pd.concat([_column_tags(pledges, columns[each], each) for each in schemes], ignore_index=True)
    parents = taxonomy.loc[taxonomy["scheme"] == "priority_objective"].set_index("code")["parent_code"].dropna()
    variant = (stated["scheme"] == "priority_objective") & stated["code"].isin(parents.index)
    stated["code"] = stated["code"].mask(variant, stated["code"].map(parents))
    both = (stated["scheme"] == "compact") & (stated["code"] == "both")
    stated = pd.concat([stated[~both], *(stated[both].assign(code=each) for each in ("GCM", "GCR"))], ignore_index=True)
    derived = [_round_table_tags(stated, round_tables), _area_tags(stated, crosswalk)]
    tags = pd.concat([stated, *derived], ignore_index=True).astype("str")
    once = tags.drop_duplicates(["pledge_id", "scheme", "code"], ignore_index=True)[TAG_COLUMNS]
    # Few words in many rows: each is kept once.
    return once.astype(dict.fromkeys(("scheme", "basis", "strength"), "category"))


def _column_tags(pledges: pd.DataFrame, column: str, scheme: str) -> pd.DataFrame:
    codes, basis = list_items(pledges[column]), f"{scheme}_basis"
    return pd.DataFrame(
        {
            "pledge_id": pledges["pledge_id"].reindex(codes.index),
            "scheme": scheme,
            "code": codes,
            "basis": pledges[basis].reindex(codes.index) if basis in pledges else STATED,
            "strength": None,
        }
    )


def _round_table_tags(tags: pd.DataFrame, round_tables: pd.DataFrame) -> pd.DataFrame:
    grouping = round_tables[round_tables["forum_id"] == ROUND_TABLE_FORUM]
    table = grouping.set_index("gcm_objective")["round_table"]
    objectives = tags[tags["scheme"] == "gcm"]
    return objectives.assign(scheme="round_table", code=objectives["code"].map(table)).dropna(subset="code")


def _area_tags(tags: pd.DataFrame, crosswalk: pd.DataFrame) -> pd.DataFrame:
    areas = crosswalk.loc[crosswalk["scheme"] == "gcr_area", ["theme", "code", "strength"]]
    themes = tags.loc[tags["scheme"] == "theme", ["pledge_id", "code"]].rename(columns={"code": "theme"})
    found = themes.merge(areas, on="theme")
    # "primary" sorts before "secondary", so the stronger tie is the one kept for each pledge and area.
    found = found.sort_values("strength", kind="stable").drop_duplicates(["pledge_id", "code"])
    return found.assign(scheme="gcr_area", basis="crosswalk")[TAG_COLUMNS]
