"""Money: sums, who pays them, financing tables."""
