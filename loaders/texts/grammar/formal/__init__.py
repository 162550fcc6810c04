"""Formal documents: conventions, avenants, drafts, deliberations, read as the acts they are."""

from loaders.texts.grammar.formal.act import defined_terms, read_act
from loaders.texts.grammar.formal.recognising import is_formal
from loaders.texts.grammar.formal.sections import Article, Sections, sections

__all__ = ["Article", "Sections", "defined_terms", "is_formal", "read_act", "sections"]
