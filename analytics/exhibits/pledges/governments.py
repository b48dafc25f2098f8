"""Who made each pledge, as one text."""

import pandas as pd

from analytics.dataset import Dataset
from analytics.labels import labels


def pledgers(dataset: Dataset, ids: pd.Series) -> pd.Series:
    """The governments and networks of each pledge, "; " between them, in the order and under the index of the ids."""
    places = dataset.places[["pledge_id", "city_id"]]
    names = labels(dataset, "city_id", places["city_id"])
    joint = places["pledge_id"].duplicated(keep=False)
    # Joining is slow for many rows, and few pledges are joint.
    alone = names[~joint].set_axis(places.loc[~joint, "pledge_id"])
    together = names[joint].groupby(places.loc[joint, "pledge_id"]).agg("; ".join)
    return ids.map(pd.concat([alone, together]))
