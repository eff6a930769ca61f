"""Running rules over pages: selection, outcomes, crash isolation."""
