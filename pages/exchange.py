"""Who offers what another city asks for, and which cities work together?"""

from analytics.exhibits.exchange import figures, tables
from analytics.words import _
from pages.shell import blocks, cache, filter_bar, printout, url_state

filtered = cache.filtered(url_state.selection())
source = figures.source_line(filtered)
by = filter_bar.choice("by", _("Split by"), figures.split_options(), menu=False)
board = cache.cached(figures.exchange_bars, filtered, by)
blocks.side_by_side(board, cache.cached(figures.named_together_matrix, filtered), filtered)
applied = _("Region, country, theme and search apply here; the other filters are about pledges.")
printout.heading(_("Offers that could meet an ask"))
printout.caption(
    " ".join(
        [
            _("Each pair is on one theme; the likeliest first."),
            _("Dates are those of the sources: ask whether an offer still stands."),
            *cache.cached(tables.unmet_words, filtered),
        ]
    )
)
pairs, listed = cache.cached(tables.match_table, filtered), cache.cached(tables.listed, filtered)
blocks.csv_table(pairs, "matches", filtered, applied, source=source)
printout.heading(_("Every offer, ask and exchange that was found"))
blocks.csv_table(listed, "exchange", filtered, applied, source=source)
printout.caption(applied)
