"""Bytes to text: `read_document` reads every format that an agreement or an article comes in."""

from loaders.texts.reading.document import SUFFIXES, ReadText, read_document

__all__ = ["SUFFIXES", "ReadText", "read_document"]
