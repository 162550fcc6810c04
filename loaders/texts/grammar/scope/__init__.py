"""Where agreements apply: territories, quarters, counts, pilots, and what hangs on none."""
