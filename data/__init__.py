"""The data that ships: curated agreements and territories, found by importlib.resources."""
