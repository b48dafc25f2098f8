"""The border of the project: files in, checked and typed tables out."""

from analytics.dataset.files import chosen_folder, data_version
from analytics.dataset.load import Dataset, load_dataset
from analytics.dataset.problem import DatasetError, Problem

__all__ = ["Dataset", "DatasetError", "Problem", "chosen_folder", "data_version", "load_dataset"]
