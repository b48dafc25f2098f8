"""The sizes of type that no slide goes below, and the width that makes one narrow."""

LEAST, LEAST_SENTENCE, LEAST_SOURCE = 14.0, 18.0, 12.0
"""Points of the smallest type of names and numbers, of sentences, and of the line that names the source."""

NARROW = 620.0
"""Points of width below which parts of a slide stand under each other rather than side by side."""
