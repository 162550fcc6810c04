"""Who stands for whom: persons, offices, and the bodies that they engage."""
