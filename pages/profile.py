"""What has one place or theme pledged, and what is missing there?"""

from analytics.exhibits.funding.eligibility import funders
from analytics.exhibits.funding.figures import grants_source, what_applies
from analytics.exhibits.places.governments import pledger_names
from analytics.exhibits.profiles.profile import profile
from analytics.exhibits.profiles.subjects import CITY, FUNDER, PLEDGERS, subject_of
from analytics.exhibits.profiles.tables import list_names, listed
from analytics.words import _
from pages.shell import blocks, cache, details, filter_bar, printout, url_state

filtered = cache.filtered(url_state.selection())
city, funder, _listed = url_state.value_of(CITY), url_state.value_of(FUNDER), url_state.value_of("list")
subject = subject_of(filtered, city, funder)
if subject is None or subject.kind in PLEDGERS:
    names = {"": _("Choose one"), **cache.cached(pledger_names, filtered)}
    filter_bar.choice(CITY, _("City, region or network"), names)
elif city:
    url_state.ignore(CITY, city)
if subject and subject.kind == "funder":
    filter_bar.choice(FUNDER, _("Funder"), {"": _("Choose one"), **funders(filtered.dataset)})
elif funder:
    url_state.ignore(FUNDER, funder)
if subject:
    details.profile(cache.cached(profile, filtered, subject), filtered)
elif not blocks.show_if_empty(filtered):
    kind = filter_bar.choice("list", _("Profiles of"), list_names(), menu=False)
    listing = cache.cached(listed, filtered, kind)
    printout.heading(listing.title)
    if kind == "funders":
        source, applied = grants_source(filtered), what_applies(filtered)
        blocks.csv_table(listing, kind, filtered, applied, source=source)
    else:
        blocks.csv_table(listing, kind, filtered)
