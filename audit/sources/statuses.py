"""What a server's status says of the page that comes with it."""

WHOLE = frozenset({200, 203})
"""Statuses of a page that came as a whole.

By RFC 9110, section 15.3, what comes with 201 and 202 tells how a request was taken, 204 and 205 bring nothing and 206
a part; by RFC 3229, section 10.4.1, 226 brings what changed. Neither a part nor a change was asked for.
"""
