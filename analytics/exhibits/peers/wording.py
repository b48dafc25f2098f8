"""Why two cities are alike, in words, and what is not known."""

from analytics.exhibits.column_names import government_fields
from analytics.labels import label, name_in_sentence, with_country
from analytics.measures.peers import FEATURES, City, Criterion, PeerQuery, Peers
from analytics.selection import FilteredData
from analytics.words import _, language_name, listing, number

OF_THE_COUNTRY = ("wb_income_group", "hosted", "displaced_inside", "m49_subregion", "official_language")
"""Features that two cities of one country share because of it; its name says them all."""

WEIGHTS = {"0": 0.0, "1": 1.0, "2": 2.0, "3": 3.0}


def criterion_names() -> dict[Criterion, str]:
    """What the criteria are called."""
    return {"practice": _("Practice"), "context": _("Context"), "closeness": _("Closeness")}


def criterion_meanings() -> str:
    """What each criterion compares, in a sentence."""
    return _(
        "Practice: themes and target groups of the pledges. Context: inhabitants, income group, people"
        " hosted and displaced in the country, role in migration. Closeness: country, subregion, language, networks."
    )


def weight_options() -> dict[str, str]:
    """The weights of a criterion that a reader can choose."""
    return {code: _("Off") if not weight else _("×{weight}").format(weight=code) for code, weight in WEIGHTS.items()}


def feature_names() -> dict[str, str]:
    """What each feature is called."""
    return {
        "theme": _("Themes"),
        "target_group": _("Target groups"),
        "inhabitants": _("Inhabitants"),
        "wb_income_group": _("Income group"),
        "hosted": _("People hosted"),
        "displaced_inside": _("Internally displaced people"),
        "migration_role": _("Role in migration"),
        "country": _("Country"),
        "m49_subregion": _("Subregion"),
        "official_language": _("Language"),
        "network": _("Network"),
    }


def class_names(feature: str) -> tuple[str, ...]:
    """What the classes of a scale say of two places that are in the same one."""
    return {
        "inhabitants": (
            _("under 50,000 inhabitants"),
            _("50,000 to 100,000 inhabitants"),
            _("100,000 to 300,000 inhabitants"),
            _("300,000 to 1 million inhabitants"),
            _("1 to 3 million inhabitants"),
            _("3 to 10 million inhabitants"),
            _("10 million inhabitants or more"),
        ),
        "hosted": (
            _("both countries host under 1 displaced person per 1,000 inhabitants"),
            _("both countries host 1 to 5 displaced people per 1,000 inhabitants"),
            _("both countries host 5 to 20 displaced people per 1,000 inhabitants"),
            _("both countries host 20 displaced people or more per 1,000 inhabitants"),
        ),
        "displaced_inside": (
            "",
            _("in both countries up to 10 of 1,000 inhabitants are internally displaced"),
            _("in both countries over 10 of 1,000 inhabitants are internally displaced"),
        ),
    }[feature]


def city_words(filtered: FilteredData, city: City) -> str:
    """A city with its country."""
    return with_country(filtered.dataset, city.name, city.iso3)


def reasons(filtered: FilteredData, found: Peers, row: int) -> str:
    """Why the peer of a row is like the city: what both have, by criterion; what its country says is not repeated."""
    same_country = "country" in found.known and found.table.at[row, "country"] == 1
    left_out = OF_THE_COUNTRY if same_country else ()
    said = [
        _reason(filtered, feature, codes)
        for feature in found.known
        if feature not in left_out and (codes := found.in_common(row, feature))
    ]
    return "; ".join(said) or _("nothing in common that is known")


def _reason(filtered: FilteredData, feature: str, codes: tuple[str, ...]) -> str:
    dataset = filtered.dataset
    match feature:
        case "inhabitants" | "hosted" | "displaced_inside":
            return class_names(feature)[int(codes[0])]
        case "wb_income_group":
            return _("income group of the country: {name}").format(name=label(dataset, feature, codes[0]))
        case "country":
            return _("same country")
        case "m49_subregion":
            return _("both in {region}").format(region=name_in_sentence(dataset, feature, codes[0]))
        case "official_language":
            return _("official language of both countries: {names}").format(
                names=listing([language_name(code) for code in codes], "and")
            )
        case "network":
            known = government_fields()
            return "; ".join(_("both: {membership}").format(membership=known.get(code, code)) for code in codes)
    template = {
        "theme": _("same themes: {names}"),
        "target_group": _("same target groups: {names}"),
        "migration_role": _("same role in migration: {names}"),
    }[feature]
    return template.format(names=listing([label(dataset, feature, code) for code in codes], ""))


def unknown_of_peers(found: Peers) -> list[str]:
    """What is known of the city and not of each peer, as lists in the order of `found`."""
    names = [feature_names()[feature] for feature in found.known]
    unknown = found.table[list(found.known)].isna().to_numpy()
    return [listing([name for name, lacks in zip(names, row, strict=True) if lacks], "") for row in unknown]


def unknown_of_city(found: Peers) -> str:
    """What is left out, because it is not known of the city or it has none."""
    names = feature_names()
    left_out = [names[feature.name] for feature in FEATURES if feature.name not in found.known]
    if not left_out:
        return ""
    template = _("Not compared, because {city} has none or it is not known: {names}.")
    return template.format(city=found.city.name, names=listing(left_out, ""))


def criteria_words(query: PeerQuery) -> str:
    """The criteria in use with their weights; empty where the reader left them alike."""
    names = criterion_names()
    if set(query.weights().values()) == {1}:
        return ""
    used = [
        _("{criterion} ×{weight}").format(criterion=names[criterion], weight=number(w))
        for criterion, w in query.weights().items()
        if w
    ]
    return _("Criteria that count: {criteria}").format(criteria=listing(used, "and"))
