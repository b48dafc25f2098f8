"""Which few new pledges would close most gaps?"""

from dataclasses import replace

import streamlit as st

from analytics.exhibits.claims import does_not_apply
from analytics.exhibits.scenario import figures as exhibits
from analytics.exhibits.scenario.wording import answer_words, limits_of_the_answer
from analytics.measures.recruitment import PEOPLE
from analytics.measures.scenario import core_objectives
from analytics.words import _, ngettext
from pages.shell import blocks, cache, filter_bar, printout, url_state

filtered = cache.filtered(url_state.selection())
# A region or country without a pledge is no reason to stop: it is where new ones are looked for.
by_place_alone = replace(filtered.selection, region=(), country=()).is_everything()
if not core_objectives(filtered):
    st.info(_("These data name no core objectives, so there is no target: taxonomy.csv lists them elsewhere."))
elif not filtered.selection.can_have_places():
    printout.info(does_not_apply())
elif by_place_alone or not blocks.show_if_empty(filtered):
    with st.container(horizontal=True, vertical_alignment="bottom"):
        target = filter_bar.choice("target", _("Target"), exhibits.targets())
        share = filter_bar.choice("share", _("Share to reach"), exhibits.shares()) if target == PEOPLE else "80"
        most = filter_bar.choice("most", _("New pledges, at most"), exhibits.limits())
        per_country = filter_bar.choice(
            "per_country", _("In one country, at most"), exhibits.per_country(), default="2"
        )
        per_pledge = filter_bar.choice("per_pledge", _("Objectives of one pledge, at most"), exhibits.per_pledge())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        floor = filter_bar.choice(
            "floor", _("First ask countries that host at least"), exhibits.floors(), default="1000"
        )
        without = filter_bar.choices("without", _("Do not ask"), exhibits.askable(filtered.dataset))
    plan = exhibits.plan_of(target, share, most, per_country, per_pledge, floor, ";".join(without))
    outcome, before, after = cache.cached(exhibits.scenario_figures, filtered, plan)
    answer, limits = answer_words(filtered, outcome), limits_of_the_answer(filtered, outcome)
    printout.heading(answer[0])
    printout.text(" ".join(answer[1:]))
    blocks.side_by_side(before, after, filtered)
    rows, headings = exhibits.pledge_list(filtered, outcome)
    if len(rows):
        printout.heading(_("The new pledges"))
        blocks.table(rows, headings)
        words = ngettext("Download {count} new pledge as CSV", "Download {count} new pledges as CSV", len(rows))
        head = [*answer, *limits, *blocks.table_notes(filtered, exhibits.list_source(filtered))]
        blocks.csv_button(words, rows, blocks.file_stem("new-pledges", filtered), head)
    for sentence in limits:
        printout.caption(sentence)
