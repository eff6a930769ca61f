"""Small independent pieces of evidence about which text belongs to a photo.

Each clue looks at one way of marking up a caption or a credit and gives a `Sighting` or nothing. They are asked in
the order in which they are believed; the first that yields words wins.
"""
