"""What only a browser can tell: what the keyboard does, what is cut off on the screen, what axe-core measures."""
