"""The Orla Courier: a Wagtail site of our own invention, on which pages are really published."""
