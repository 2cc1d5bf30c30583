"""Handlers that do one thing each, for comparing what callers and handlers see by the lane and by gRPC."""

from behaviours import aborts, contexts, endings, metadata
from behaviours.registry import Seen, all_of, behaviour_of

__all__ = ["Seen", "aborts", "all_of", "behaviour_of", "contexts", "endings", "metadata"]
