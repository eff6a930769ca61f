"""The ways in: command line and, later, hook and server. Parse, call, print, exit."""
