"""The grammar: from words to people, dates, money, agreements and their scope."""
