"""A service for tests whose handlers do what handlers may do, and what they should not, one behaviour a method."""
