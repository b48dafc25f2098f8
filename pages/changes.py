"""What changed between two versions of the data?"""

from analytics.exhibits.changes import figures as exhibits
from pages.shell import blocks, cache, filter_bar, versions

filtered = cache.filtered(filter_bar.selection())
pair = versions.chosen_pair(filtered)
if pair is not None:
    found, flow = cache.cached_for_session(exhibits.compared, filtered, pair)
    versions.numbers(found, pair)
    blocks.figure(flow, filtered)
    versions.lists(filtered, found, pair)
