"""Where pages come from: the only floor that reads files or the network."""
