"""The line-by-line front end: for screen readers, pipes and terminals that can do no more. Append only."""
