"""The border of the project: files in, checked and typed tables out."""

from analytics.dataset.archive import package_zip
from analytics.dataset.explanations import explain
from analytics.dataset.files import chosen_folder, data_version
from analytics.dataset.load import Dataset, load_dataset
from analytics.dataset.problem import DatasetError, Problem
from analytics.dataset.tables import NETWORK, REGION_SCHEMES, UNPLACED

__all__ = [
    "NETWORK",
    "REGION_SCHEMES",
    "UNPLACED",
    "Dataset",
    "DatasetError",
    "Problem",
    "chosen_folder",
    "data_version",
    "explain",
    "load_dataset",
    "package_zip",
]
