"""PYTHON: the Bitcoin service that existed before the gateway, behind gRPC."""

__version__ = "0.1.0"
