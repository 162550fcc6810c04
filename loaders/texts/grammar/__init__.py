"""The grammar: a cascade from words to mentions, groups, frames and facts."""
