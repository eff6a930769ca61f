"""Rules about who made and who supplied a photo."""
