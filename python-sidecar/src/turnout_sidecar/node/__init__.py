"""A Bitcoin node behind JSON-RPC: connections, batches, and its answers as values. No operation's rules are here."""
