"""`python -m cutline`."""

from cutline.faces.entry import main

if __name__ == "__main__":
    main()
