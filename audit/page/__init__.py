"""HTML in, Page out: which text belongs to which photo. Pure: nothing here reads a file or judges."""
