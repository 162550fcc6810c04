"""The data that ships: curated agreements and reference territories, found by importlib.resources."""
