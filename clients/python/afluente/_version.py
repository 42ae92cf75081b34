"""The version, which is the service's own."""

__version__ = "0.1.0"
