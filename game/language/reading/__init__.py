"""From the bytes of a file to a tree that remembers where everything stands, or to what is wrong with them."""
