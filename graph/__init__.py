"""The domain and its stores: what a fact is, where it is kept, what the facts add up to."""
