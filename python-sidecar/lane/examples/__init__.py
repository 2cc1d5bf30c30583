"""Runnable examples of turnout-lane."""
