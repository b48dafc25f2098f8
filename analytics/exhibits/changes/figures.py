"""What changed between two versions of the data, drawn and in words."""

from analytics.charts import changes as charts
from analytics.dataset.versions import Version
from analytics.exhibits.claims import Claim
from analytics.exhibits.exhibit import Exhibit
from analytics.exhibits.pledges.tables import field_names
from analytics.exhibits.progress.figures import state_names
from analytics.exhibits.table import Table
from analytics.measures.changes import ABSENT, ADDED, EDITED, REMOVED, UNCHANGED, Changes, changes, state_flow
from analytics.rows import each_row
from analytics.selection import FilteredData
from analytics.words import _, day, listing, ngettext, number

Pair = tuple[Version, Version]
"""The earlier version and the later one."""


def version_name(version: Version) -> str:
    """A version by its hash and the date of its data."""
    return _("Version {version}, data to {date}").format(version=version.version, date=day(version.as_of))


def pair_line(pair: Pair) -> str:
    """Which versions are compared."""
    before, after = pair
    return _("From version {before} (data to {before_day}) to version {after} (data to {after_day}).").format(
        before=before.version, before_day=day(before.as_of), after=after.version, after_day=day(after.as_of)
    )


def in_order(one: Version, other: Version) -> Pair:
    """Two versions, that with the older data first; of the same day, the `other` one."""
    return (one, other) if other.as_of > one.as_of else (other, one)


def compared(filtered: FilteredData, pair: Pair) -> tuple[Changes, Exhibit]:
    """The difference between two versions, and the figure of it."""
    found = changes(filtered.dataset, *pair)
    return found, _flow(filtered, found, pair)


def _flow(filtered: FilteredData, found: Changes, pair: Pair) -> Exhibit:
    table, names = state_flow(found), _state_names(filtered)
    table["before_label"], table["after_label"] = table["before"].map(names), table["after"].map(names)
    return Exhibit(
        name=f"changes-{pair[0].version}-{pair[1].version}",
        finding=flow_finding(found),
        scope=pair_line(pair),
        figure=charts.state_flow(table, version_name(pair[0]), version_name(pair[1])),
        alt_text=_("Pledges by state in the earlier and in the later version: {list}.").format(
            list="; ".join(
                _("{before} to {after}: {count}").format(
                    before=row.before_label, after=row.after_label, count=number(row.pledges)
                )
                for row in each_row(table)
            )
        ),
        how_to_read=_(
            "Each band holds the pledges that were in the state on its left in the earlier version and are in the"
            " state on its right in the later one. The state of a pledge whose end date has passed changes"
            " without anyone editing it. A pledge whose name in the data changed shows as one removed and one added."
        ),
        on_slide=_(
            "Each number is how many pledges were in the state of its row in the earlier version and are in the state"
            " of its column in the later one. The state of a pledge whose end date has passed changes without anyone"
            " editing it. A pledge whose name in the data changed shows as one removed and one added."
        ),
        table=table,
        headings={
            "before_label": _("State in the earlier version"),
            "after_label": _("State in the later version"),
            "pledges": _("Pledges"),
        },
        source=_("Source: the two versions of the Data Package. States as of the date of each version’s data."),
    )


def _state_names(filtered: FilteredData) -> dict[str, str]:
    return {**state_names(filtered), ABSENT: _("Not in it")}


def flow_finding(found: Changes) -> Claim:
    """The finding of the comparison: that nothing changed, or how many changed state."""
    both = len(found.pledges) - found.count(ADDED) - found.count(REMOVED)
    moved = int(found.pledges["moved"].sum())
    values = {"both": both, "moved": moved}
    if found.count(UNCHANGED) == len(found.pledges) and not moved:
        sentence = ngettext(
            "{count} pledge in both versions, and nothing in it changed",
            "{count} pledges in both versions, and nothing in them changed",
            both,
        ).format(count=number(both))
    elif not both:
        sentence = _("The two versions have no pledge in common")
    else:
        sentence = ngettext(
            "{moved} of {both} pledge in both versions changed state",
            "{moved} of {both} pledges in both versions changed state",
            both,
        ).format(moved=number(moved), both=number(both))
    return Claim("changed_between_versions", sentence, **values)


def kind_names() -> dict[str, str]:
    """What can happen to a pledge between two versions."""
    return {ADDED: _("Added"), REMOVED: _("Removed"), EDITED: _("Edited"), UNCHANGED: _("Unchanged")}


def counts(found: Changes) -> list[tuple[str, int, str]]:
    """The numbers of the comparison: name, count, meaning."""
    meanings = {
        ADDED: _("Only in the later version."),
        REMOVED: _("Only in the earlier version."),
        EDITED: _("In both, with one field or more that differs. The day on which its page was read does not count."),
        UNCHANGED: _("In both, with every compared field the same."),
    }
    counted = [(name, found.count(kind), meanings[kind]) for kind, name in kind_names().items()]
    silent = _(
        "In both; in the earlier version with a report of its last 12 months, or one without a date; in the later"
        " version without any, or with one older than that."
    )
    return [
        *counted,
        (_("Changed state"), int(found.pledges["moved"].sum()), _("In both, in different states.")),
        (_("Report lapsed"), int(found.pledges["silent"].sum()), silent),
    ]


def sums(found: Changes) -> str:
    """How the counts add up to the pledges of each version."""
    own = {kind: found.count(kind) for kind in kind_names()}
    kept = own[EDITED] + own[UNCHANGED]
    return _(
        "Pledges in the earlier version: {before}; of these removed: {removed}, kept: {kept}. Pledges in the later"
        " version: {after}; of these added: {added}."
    ).format(
        before=number(kept + own[REMOVED]),
        after=number(kept + own[ADDED]),
        kept=number(kept),
        removed=number(own[REMOVED]),
        added=number(own[ADDED]),
    )


def column_notes(found: Changes) -> list[str]:
    """Which columns could not be compared, because only one version has them."""
    notes = (
        (_("Columns of the earlier version alone, so not compared: {names}."), found.only_before),
        (_("Columns of the later version alone, so not compared: {names}."), found.only_after),
    )
    quoted = [(note, [_("“{search}”").format(search=_column_name(field)) for field in only]) for note, only in notes]
    return [note.format(names=listing(names, last="and")) for note, names in quoted if names]


def _column_name(field: str) -> str:
    """What a column is called; its machine name where the dashboard shows it nowhere else."""
    return field_names().get(field, field)


def changed_table(filtered: FilteredData, found: Changes) -> Table:
    """The pledges that changed: `pledge_id`, `title`, `kind`, `before`, `after`, `silent`, `fields`.

    First those in another state, then those whose report lapsed, then the added and removed, then the edited.
    """
    rows = found.pledges
    rows = rows[(rows["kind"] != UNCHANGED) | rows["moved"] | rows["silent"]]
    rows = rows.assign(stays=rows["kind"].isin([EDITED, UNCHANGED])).sort_values(
        ["moved", "silent", "stays"], ascending=[False, False, True], kind="stable", ignore_index=True
    )
    names = _state_names(filtered)
    rows = rows.assign(
        kind=rows["kind"].map(kind_names()),
        before=rows["before"].map(names),
        after=rows["after"].map(names),
        silent=rows["silent"].map({True: _("Yes"), False: _("No")}),
    ).drop(columns=["moved", "stays"])
    headings = {
        "kind": _("What happened"),
        "title": _("Pledge"),
        "before": _("State in the earlier version"),
        "after": _("State in the later version"),
        "silent": _("Report lapsed"),
        "fields": _("Fields edited"),
    }
    return Table(rows, headings)


def edit_table(found: Changes) -> Table:
    """Every field that differs: `pledge_id`, `title`, `field`, `before`, `after`."""
    headings = {
        "field": _("Field"),
        "title": _("Pledge"),
        "before": _("In the earlier version"),
        "after": _("In the later version"),
    }
    return Table(found.edits.assign(field=found.edits["field"].map(_column_name)), headings)
