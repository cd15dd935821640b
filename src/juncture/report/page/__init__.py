"""The report page: one HTML file, self-contained, without scripts, readable offline and on paper."""
