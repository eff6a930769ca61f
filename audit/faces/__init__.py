"""The ways in: command line, hook, the plugin for pytest. Parse, call, print, exit."""
