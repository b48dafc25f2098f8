"""What each problem means and what to do about it, in the reader's language."""

from collections.abc import Callable

from analytics.dataset.cells import code_points
from analytics.dataset.problem import WITHHELD, Problem
from analytics.words import _

Sentences = Callable[[], tuple[str, str]]
"""Read when shown, not when imported: the language belongs to the reader, not to the process."""


def explain(problem: Problem) -> tuple[str, str]:
    """What is wrong, and what to do."""
    if is_normalised(problem):
        wrong, remedy = (
            NORMALISED[problem.rule](),
            _("Nothing is needed; `make data-clean` rewrites the file as it was read."),
        )
    else:
        wrong, remedy = (HARD | SOFT)[problem.rule.removeprefix(WITHHELD)]()
    if problem.rule.startswith(WITHHELD):
        wrong = _("{wrong} The row is kept and counted, but not placed on the map.").format(wrong=wrong)
    odd = code_points(problem.value or "") if problem.rule in COMPARED else ""
    words = {
        "file": problem.file,
        "row": problem.row or "",
        "column": problem.column or "",
        "value": f"{problem.value} ({odd})" if odd else problem.value or "",
        "detail": problem.detail,
    }
    question = _("Is it the one called {near}?") if problem.rule == "missing_column" else _("Did you mean {near}?")
    meant = [question.format(near=problem.near)] if problem.near else []
    return wrong.format(**words), " ".join([*meant, remedy.format(**words)])


COMPARED = (
    "unknown_code",
    "unknown_region",
    "foreign_key",
    "wrong_pattern",
    "not_a_number",
    "not_a_date",
    "not_a_year",
)
"""Rules whose values may hold a letter that only looks like the right one."""


HARD: dict[str, Sentences] = {
    "no_folder": lambda: (
        _("There is no folder {file}."),
        _("Name a folder that holds a datapackage.json and the files that it lists."),
    ),
    "no_zip": lambda: (
        _("There is no zip {file}."),
        _("Put it back, or name another one."),
    ),
    "missing_file": lambda: (
        _("The file is not there."),
        _("Put {file} into the folder, or take the one that the project ships."),
    ),
    "unreadable_file": lambda: (
        _("The file cannot be opened: {value}."),
        _("Check that it is a file and that the dashboard is allowed to read it."),
    ),
    "not_utf8": lambda: (
        _("The text is not UTF-8; it was probably saved as Latin-1 (Windows-1252)."),
        _('Open it in the spreadsheet, choose "Save as" and the type "CSV UTF-8".'),
    ),
    "broken_csv": lambda: (
        _("The record that starts here is not valid CSV: {value}."),
        _("Look for a quotation mark that is not closed; save it again from a spreadsheet as CSV UTF-8."),
    ),
    "broken_workbook": lambda: (
        _("The file is a workbook that can't be opened ({value})."),
        _("Open it in a spreadsheet and save it again as XLSX, or as CSV UTF-8."),
    ),
    "workbook_in_zip": lambda: (
        _("The file is a workbook; of an uploaded zip, only tables saved as CSV are read."),
        _("Save it as CSV UTF-8, or run `make data-clean` on its folder, and pack the files again."),
    ),
    "sheet_too_large": lambda: (
        _("The sheet has more than {detail} cells; most of them may be empty."),
        _("Delete the empty rows and columns around the table, or save the sheet as CSV UTF-8."),
    ),
    "no_such_sheet": lambda: (
        _("The workbook has several sheets ({value}) and none of them is called {detail}."),
        _("Call the sheet with the table {detail}."),
    ),
    "empty_file": lambda: (_("The file is empty."), _("Restore it, with its header in the first line.")),
    "no_rows": lambda: (_("The file has a header and no pledge below it."), _("Restore its rows.")),
    "missing_column": lambda: (
        _("The column {column} is missing."),
        _("Add it to the header; its cells may be empty unless datapackage.json requires them."),
    ),
    "repeated_column": lambda: (_("The column {column} is there more than once."), _("Keep one of them.")),
    "ragged_row": lambda: (
        _("The row has {value} cells, the header {detail}."),
        _("Put a cell that contains a comma between quotation marks, or add the cells that are missing."),
    ),
    "broken_descriptor": lambda: (
        _("datapackage.json cannot be understood: {value}."),
        _("Restore it, or write that part as the datapackage.json that the project ships does."),
    ),
    "repeated_resource": lambda: (
        _("datapackage.json lists {value} more than once."),
        _("Keep one of the resources of this name."),
    ),
    "other_size": lambda: (
        _("The file has {value} bytes and datapackage.json says {detail}: it may not be whole."),
        _("Copy it again. If it is whole and was changed on purpose, run `make data-checksums`."),
    ),
    "other_hash": lambda: (
        _("The file is not the one whose hash datapackage.json states."),
        _("Copy it again. If it is whole and was changed on purpose, run `make data-checksums`."),
    ),
    "fewer_pledges": lambda: (
        _("There are {value} pledges, and {detail} before: the file may not be whole."),
        _("Copy it again. If it is whole, run `make data-checksums` on the folder, or restart the dashboard."),
    ),
    "changing": lambda: (
        _("The files change while they are read."),
        _("Wait until they are all there; they are read again by themselves."),
    ),
    "file_too_large": lambda: (
        _("The file has {value} bytes; the limit is {detail}."),
        _("Look for what does not belong in it."),
    ),
    "too_many_rows": lambda: (
        _("The table has more than {detail} rows; the others were not read."),
        _("Look for empty or repeated rows below the table."),
    ),
    "too_many_columns": lambda: (
        _("The header has {value} cells; a table has {detail} at most."),
        _("Look for what stands beside the table, or for cells that belong in rows."),
    ),
    "more_of_these": lambda: (
        _("There are more problems of this kind: {value}."),
        _("Solve those that are listed first."),
    ),
    "cannot_be_used": lambda: (
        _("The data passed every check and yet could not be read: {value}."),
        _("Tell those who maintain the dashboard; the log has the details."),
    ),
    "column_not_described": lambda: (
        _("datapackage.json no longer describes {value}, which the dashboard reads."),
        _("Describe it again among the fields of its table."),
    ),
    "unsafe_path": lambda: (_("The path {value} leads out of the folder."), _("Name files inside the folder only.")),
    "unknown_path": lambda: (
        _("The path {value} is not the one that the dashboard reads."),
        _("Call the file {detail}."),
    ),
    "resource_not_listed": lambda: (
        _("datapackage.json does not list {value}."),
        _("Add it to the resources, as the datapackage.json that the project ships does."),
    ),
    "empty_cell": lambda: (_("The cell is empty, and every row needs one."), _("Fill it, or take the row out.")),
    "unknown_code": lambda: (
        _('"{value}" is not a code of "{detail}".'),
        _("Use a code that taxonomy.csv lists under {detail}, or add this one there with its labels."),
    ),
    "unknown_region": lambda: (
        _('"{value}" is not a region of "{detail}".'),
        _("Use a region that region_schemes.csv lists under {detail}, or add it there with its labels."),
    ),
    "foreign_key": lambda: (_('"{value}" does not exist in {detail}.'), _("Correct it, or add it to {detail} first.")),
    "repeated_id": lambda: (
        _('"{value}" is there already, in a row above.'),
        _("Take one of the rows out, or give this one a name of its own."),
    ),
    "program_error": lambda: (
        _('"{value}" is what a spreadsheet writes where a formula failed.'),
        _("Write what the source states, or empty the cell."),
    ),
    "ambiguous_day": lambda: (
        _('"{value}" can be read with the day first or with the month first.'),
        _("Look at the source and write it as 2022-07-15; only the year, 2022, where the source does not tell."),
    ),
    "ambiguous_number": lambda: (
        _('"{value}" can be read with a decimal comma or with a comma between thousands.'),
        _("Write it without the comma: 1234, or with a point before decimals: 1.234."),
    ),
    "not_a_date": lambda: (
        _('"{value}" is not a date.'),
        _("Write 2022, 2022-07 or 2022-07-15, as precisely as the source states it."),
    ),
    "not_a_number": lambda: (
        _('"{value}" is not a number.'),
        _("Write digits only, without separators or units: 62500. A point before decimals."),
    ),
    "not_a_year": lambda: (_('"{value}" is not a year.'), _("Write four digits: 2022.")),
    "not_yes_or_no": lambda: (
        _('"{value}" is neither yes nor no.'),
        _("Write yes or no, or leave the cell empty where it is not known."),
    ),
    "not_http": lambda: (
        _('"{value}" is not the address of a web page.'),
        _("Write the full address, beginning with https:// or http://."),
    ),
    "too_small": lambda: (
        _("{value} is less than {detail}."),
        _("Correct it; {detail} is the least this column allows."),
    ),
    "too_large": lambda: (
        _("{value} is more than {detail}."),
        _("Correct it; {detail} is the most this column allows."),
    ),
    "wrong_pattern": lambda: (_('"{value}" is not written as this column asks.'), _("Follow the pattern {detail}.")),
    "closes_before_opening": lambda: (
        _("The window closes ({value}) before it opens ({detail})."),
        _("Check both dates at the source; empty the one that it does not state."),
    ),
    "read_in_future": lambda: (
        _("{value} has not come yet (the latest day anywhere is {detail}), so nothing can have been read then."),
        _("Write the day on which the source was read; check the clock of this machine if the day is right."),
    ),
    "too_long": lambda: (
        _("The cell has more than {detail} characters: {value}"),
        _("Look for a quotation mark that is not closed, or shorten the text."),
    ),
    "totals_row": lambda: (
        _("{value} is not a country: a row of totals would count everybody twice."),
        _("Take the row out; the dashboard calculates totals itself."),
    ),
    "point_at_zero": lambda: (
        _("The point is 0, 0, which is in the sea and is what programs write for an unknown place."),
        _("Fill the right point, or empty both cells."),
    ),
    "half_a_point": lambda: (_("Only one of latitude and longitude is there."), _("Fill both, or neither.")),
    "point_outside_country": lambda: (
        _("The point {value} lies outside its country (degrees away, {detail})."),
        _(
            "Check for a missing minus sign, or for latitude and longitude swapped. "
            "If the point is right, say why in the column point_note."
        ),
    ),
    "not_a_zip": lambda: (
        _("{file} is not a zip that can be read ({value})."),
        _("Take the zip that “How far to trust these numbers” offers, or pack the files of a data folder again."),
    ),
    "zip_too_large": lambda: (
        _("The zip has {value} bytes; the limit is {detail}."),
        _("Pack only the files that datapackage.json lists."),
    ),
    "zip_too_many": lambda: (
        _("The zip has {value} entries; the limit is {detail}."),
        _("Pack only the files that datapackage.json lists."),
    ),
    "zip_expands": lambda: (
        _("{value} is too large once unpacked, or grows far more than a table does; nothing of the zip was kept."),
        _("Pack the files again; together they may have {detail} bytes."),
    ),
    "zip_method": lambda: (
        _("The zip holds {value}, packed by a method that is not read."),
        _("Pack the files again by the usual method, which is called Deflate; save a workbook again."),
    ),
    "zip_unsafe_path": lambda: (
        _("The zip has an entry that points outside its folder: {value}."),
        _("Pack the files again, from inside their folder."),
    ),
    "zip_link": lambda: (_("The zip has a link instead of a file: {value}."), _("Pack the file itself.")),
    "zip_locked": lambda: (_("The zip asks for a password: {value}."), _("Pack the files without one.")),
    "zip_repeated": lambda: (_("The zip has two entries of one name: {value}."), _("Pack the files again, each once.")),
}


def is_normalised(problem: Problem) -> bool:
    """Whether writing the table again, as it was read, takes the problem away."""
    return problem.rule in NORMALISED


NORMALISED: dict[str, Callable[[], str]] = {
    "semicolons": lambda: _("Its columns are separated by semicolons, which was accepted."),
    "tabs": lambda: _("Its columns are separated by tabs, which was accepted."),
    "utf_16": lambda: _("Its text is UTF-16, which was accepted."),
    "workbook": lambda: _("It is a workbook; the sheet with the table was read."),
    "title_above_header": lambda: _("A line above the header was left out: {value}"),
    "hashtag_row": lambda: _("The row of hashtags below the header was left out: {value}"),
    "blanks_around": lambda: _('"{value}" has spaces around it, which were removed.'),
    "list_tidied": lambda: _('"{value}" has spaces, empty items or repeated items, which were removed.'),
    "hidden_character": lambda: _("Invisible characters were removed: {value}"),
    "nothing_stated": lambda: _('"{value}" was read as not stated.'),
    "whole_with_point": lambda: _('"{value}" was read as a whole number.'),
    "grouped_digits": lambda: _('"{value}" was read as a number with separators between thousands.'),
    "decimal_comma": lambda: _('"{value}" was read as a number with a decimal comma.'),
    "date_with_time": lambda: _('"{value}" was read as a day.'),
    "serial_number": lambda: _('"{value}" was read as the day that a spreadsheet means by this number.'),
    "day_month_year": lambda: _('"{value}" was read as a date: only one reading is possible.'),
    "yes_or_no_otherwise": lambda: _('"{value}" was read as yes or no.'),
}
"""Rules whose cells were normalised: `make data-clean` writes them so."""

SOFT: dict[str, Sentences] = {
    "unknown_column": lambda: (
        _("The dashboard does not know the column {column}; it is left out."),
        _("Nothing, unless the name of a column is misspelt."),
    ),
    "more_doubts": lambda: (
        _("There are more cells like the one before: {value}."),
        _("See the advice on that one."),
    ),
    "workbook_not_read": lambda: (
        _("{value} is not read, because {file} is there as well."),
        _("Take one of the two out of the folder; without {file}, the workbook is read."),
    ),
    "unknown_resource": lambda: (
        _("The dashboard does not know {value}, which datapackage.json lists; it is left out."),
        _("Nothing, unless the name is misspelt."),
    ),
    "shapes_not_there": lambda: (
        _("The file of country shapes is missing; points were compared with the shapes that the project ships."),
        _("Nothing; the map draws the shapes that the project ships in any case."),
    ),
    "broken_shapes": lambda: (
        _("The file of country shapes can’t be read: {value}."),
        _("Restore {file}. A data folder can do without it: the shapes that the project ships are used then."),
    ),
    "hidden_in_text": lambda: (
        _("The text contains invisible characters: {value}"),
        _("Take them out; they can change the order in which letters are shown."),
    ),
    "web_code": lambda: (
        _("The text contains HTML: {value}"),
        _("Keep the words and take the tags out; they are shown as they stand."),
    ),
    "web_entity": lambda: (
        _("The text contains a character written as an HTML entity: {value}"),
        _("Write the character itself."),
    ),
    "e_mail": lambda: (
        _("The text contains an e-mail address, which ends in {value}."),
        _("Take it out if it is a person’s: what is in the data is published."),
    ),
    "telephone": lambda: (
        _("The text contains what seems to be a telephone number, which ends in {value}."),
        _("Take it out if it is a person’s: what is in the data is published."),
    ),
    "long_title": lambda: (
        _("A title or name of more than {detail} characters: {value}"),
        _("Put what explains it in a column for longer texts."),
    ),
    "early_date": lambda: (
        _("{value} lies before 2015, when neither compact was discussed."),
        _("Compare it with the source; the year may be misspelt."),
    ),
    "future_date": lambda: (
        _("{value} has not come yet, though it is the date of something done."),
        _("Compare it with the source; the year may be misspelt."),
    ),
    "results_before_start": lambda: (
        _("Results or a report ({value}) are older than the start ({detail})."),
        _("Check both dates at the source."),
    ),
    "same_content": lambda: (
        _("{detail} above has the same title, address and summary; it may be one pledge entered twice."),
        _("Take one of the rows out if they are the same."),
    ),
    "no_country": lambda: (
        _("The place is said to be found, but its country is empty, so it is in no region."),
        _("Fill iso3, or set match to unresolved."),
    ),
    "points_unchecked": lambda: (
        _("There are no shapes of countries, so no point was compared with its country."),
        _("Build {file}."),
    ),
    "point_unchecked": lambda: (
        _("{value} has no shape on the map, so the point was not compared with it."),
        _("Check the point by hand."),
    ),
    "point_off_shape": lambda: (
        _("The point {value} lies off the shape of its country (degrees away, {detail})."),
        _("Nothing: the column point_note says why it is right."),
    ),
    "approximate_point": lambda: (
        _("The point is that of a place that stands for the government ({value})."),
        _("Look up the coordinates of the government itself."),
    ),
    "unplaced_network": lambda: (_("{value} is a network: counted as a pledge, not placed on the map."), _("Nothing.")),
    "unplaced_not_named": lambda: (
        _("The source does not name the local government, so it is not placed on the map."),
        _("Find its name and add it to cities.csv."),
    ),
    "unplaced_unresolved": lambda: (
        _("Several places fit {value}, so it is not placed on the map or in a region."),
        _("Find out which place it is and fill its row in cities.csv."),
    ),
    "unplaced_wrong_point": lambda: (
        _("The coordinates of {value} can’t be right, so it is counted and not placed on the map."),
        _("See what is said of its row in cities.csv."),
    ),
    "unplaced_no_point": lambda: (
        _("{value} has no coordinates, so it is not placed on the map."),
        _("Fill lat and lon in cities.csv."),
    ),
    "no_year": lambda: (
        _("No source states the year in which it was announced."),
        _("Fill it where a source gives one."),
    ),
    "no_status": lambda: (
        _("The source does not state at what stage it is; results may be reported all the same."),
        _("Ask the local government for the stage."),
    ),
    "no_gcm_objectives": lambda: (
        _("No source states objectives of the migration compact by number."),
        _("Ask for them; they are not derived from the text."),
    ),
    "no_compact": lambda: (
        _("No source states which of the two compacts it serves; it may serve both."),
        _("Fill it where a source or the process shows it."),
    ),
    "no_basis": lambda: (
        _("Who gave these codes is not stated, so they do not count as tags that the source states."),
        _("Fill where they come from."),
    ),
    "no_language": lambda: (_("The language of the source is not stated."), _("Fill the code of the language.")),
    "no_kind": lambda: (
        _("The source does not say whether it is a pledge or an action."),
        _("Fill it where a source says so."),
    ),
    "inferred": lambda: (
        _("Known only from a listing or a link that points to the Call; it has no page of its own."),
        _("Find its page and set the certainty to confirmed."),
    ),
    "ambiguous_date": lambda: (
        _("The dates are in doubt. {value}"),
        _("Ask the local government, then correct the dates and empty date_note."),
    ),
    "doubtful_record": lambda: (_("The record is in doubt. {value}"), _("Settle it with the source, then empty note.")),
    "ends_before_start": lambda: (_("It ends ({value}) before it starts."), _("Check both dates at the source.")),
    "same_title": lambda: (
        _("The same governments have a pledge of the same title above; it may be entered twice."),
        _("Take one of the rows out if they are the same."),
    ),
    "no_displacement_data": lambda: (
        _("There is no figure on displaced people for this member state: shown as no data."),
        _("Nothing, until the source has one."),
    ),
    "inferred_section": lambda: (
        _("Its UCLG section, {value}, is our guess: no list that names the country was found."),
        _("Ask UCLG."),
    ),
    "no_section": lambda: (_("Its UCLG section is not known."), _("Ask UCLG.")),
    "country_note": lambda: (_("A note on this country. {value}"), _("Nothing.")),
    "page_in_other_language": lambda: (
        _("The address opens a page that is not in English ({detail}): {value}"),
        _("Take the language out of the address, and keep the page that was read in other_urls."),
    ),
    "contradiction": lambda: (_("Sources disagree: {value}"), _("To settle it: {detail}")),
    "unknown_city": lambda: (
        _("The city {value} is in no table, so it has no point, no kind and no population."),
        _("Correct the identifier, or add the city to context_cities.csv."),
    ),
    "unknown_funder": lambda: (
        _("funders.csv does not list “{value}”, so it counts under no funder."),
        _("Add the spelling to the funder’s written_as, or add the funder."),
    ),
    "unverified": lambda: (
        _("The entry was not seen in the text of its source."),
        _("Compare it with the source and set verified to yes."),
    ),
}
