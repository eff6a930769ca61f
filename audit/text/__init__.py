"""Judging text: strings in, verdicts out. Nothing here knows about pages."""
