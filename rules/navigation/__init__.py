"""Rules about getting to the photos without a mouse."""
