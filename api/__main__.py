"""`python -m api` is the command `galaxie`."""

from api.cli import main

main()
