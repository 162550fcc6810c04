"""Facts read in a text to claims: the ids they speak of, the words that say them."""

from loaders.texts.claims.saying import Told, source_id_of, source_of, told_by

__all__ = ["Told", "source_id_of", "source_of", "told_by"]
