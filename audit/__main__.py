"""`python -m cutline`."""

from cutline.faces.cli import main

if __name__ == "__main__":
    main()
