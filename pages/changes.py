"""What changed between two versions of the data?"""

from analytics.exhibits import changes as exhibits
from pages.shell import filter_bar, parts, sources, versions

narrowed = sources.narrowed(filter_bar.selection())
pair = versions.chosen_pair(narrowed)
if pair is not None:
    found, flow = sources.made_for_one(exhibits.compared, narrowed, pair)
    versions.numbers(found, pair)
    parts.figure(flow, narrowed)
    versions.lists(narrowed, found, pair)
