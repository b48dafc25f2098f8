"""Which two versions of the data to compare."""

import streamlit as st

from analytics.dataset import DatasetError
from analytics.dataset.versions import served_version
from analytics.exhibits.changes import figures as exhibits
from analytics.selection import FilteredData
from analytics.words import _
from pages.shell import cache, filter_bar, offered, page_frame


def chosen_pair(filtered: FilteredData) -> exhibits.Pair | None:
    """The earlier and the later version, or a sentence that says why there are none.

    The other version is the zip that the reader uploads, or else one of those kept with the data. Of two,
    that with the older data is the earlier one; data of the same day are earlier than those served.
    """
    if not filtered.selection.is_everything():
        st.caption(_("Whole versions are compared: filters have no effect on this page."))
    kept = cache.earlier_versions()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = filter_bar.choice("version", _("Compare with"), kept) if kept else ""
        uploaded = st.file_uploader(
            _("Compare with a zip of your own, saved from “How far to trust these numbers” on another day"),
            type="zip",
            max_upload_size=1,  # megabytes; all the data have less than half of that
            key="version_zip",
            help=_("It is checked like all data, shown to nobody else and not stored."),
        )
    try:
        if uploaded is not None:
            offered.session_only()
            other = cache.uploaded_version(uploaded.getvalue(), uploaded.name)
        elif name:
            other = cache.earlier_version(name)
        else:
            st.info(
                _(
                    "There is no earlier release of these data yet. Upload a"
                    " zip that was saved from “How far to trust these numbers” on another day, or name an earlier"
                    " folder or zip in the setting COALITION_EARLIER."
                )
            )
            return None
    except DatasetError as error:
        st.error(_("This version can’t be compared. These problems must be solved first."))
        page_frame.problem_list(error.problems)
        return None
    return exhibits.in_order(served_version(filtered.dataset), other)
