"""The graph over HTTP: `create_app` makes the application, everything else serves it."""

from api.http.app import create_app

__all__ = ["create_app"]
