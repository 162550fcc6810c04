"""Articles, bulletins, communiqués: agreements told in sentences."""
