"""What several rules know about one page; each fact is worked out once, by `page.once`."""
