"""House configuration: TOML in, validated values out."""
