"""Rules about the text under a photo."""
