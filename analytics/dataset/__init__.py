"""Reading and validation: a source in, checked and typed tables out."""

from analytics.dataset.explanations import explain
from analytics.dataset.load import Dataset, load_dataset
from analytics.dataset.problem import DatasetError, Problem
from analytics.dataset.source import Folder, Source, Zip, chosen_source, package_zip
from analytics.dataset.tables import NETWORK, NOT_NAMED, UNPLACED, funders_in

__all__ = [
    "NETWORK",
    "NOT_NAMED",
    "UNPLACED",
    "Dataset",
    "DatasetError",
    "Folder",
    "Problem",
    "Source",
    "Zip",
    "chosen_source",
    "explain",
    "funders_in",
    "load_dataset",
    "package_zip",
]
