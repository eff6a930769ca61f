"""Rules about what a photo says to somebody who cannot see it."""
