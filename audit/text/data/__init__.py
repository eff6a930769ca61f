"""Words as data: agencies, credit labels, function words and user-interface words, per language."""
