"""Faults in cutline itself: they must look neither like findings nor like none."""

from traceback import format_exception

from cutline.faces.printing import print_remark


def explain(error: Exception) -> None:
    """Tell standard error what broke, and whose fault it is."""
    print_remark("".join(format_exception(error)))
    print_remark("This is a fault in cutline, not in your pages. Nothing can be said about them.")
