"""What do the records state, and which edit would help most?"""

from analytics.exhibits.published import tables as published
from analytics.exhibits.published.figures import published_bars
from analytics.exhibits.records import tables as records
from analytics.exhibits.records.figures import item_bars, region_bars
from analytics.selection import Selection
from analytics.words import _
from pages.shell import blocks, cache, printout, url_state

filtered, everything = cache.filtered(url_state.selection()), cache.filtered(Selection())
if not blocks.show_if_empty(filtered):
    blocks.side_by_side(cache.cached(item_bars, filtered), cache.cached(region_bars, filtered), filtered)
    printout.heading(_("Record by record"))
    words = cache.cached(records.matrix_words, filtered)
    printout.caption(words)
    blocks.csv_table(cache.cached(records.matrix_table, filtered), "records", filtered, words)
    with printout.expander(_("The criterion behind each item")):
        blocks.text_table(*cache.cached(records.criteria_table, everything))
    printout.heading(_("Results as stated"))
    printout.caption(cache.cached(published.results_words, filtered))
    blocks.csv_table(cache.cached(published.results_table, filtered), "results", filtered)
printout.heading(_("What was published, and what these data hold"))
blocks.figure(cache.cached(published_bars, filtered), filtered)
printout.heading(_("Published figures on pledges, with unit and population"))
blocks.table(*cache.cached(published.published_table, everything))
