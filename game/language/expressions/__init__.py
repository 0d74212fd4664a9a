"""From the words of a condition or an amount to a typed tree, or to what is wrong with it."""
