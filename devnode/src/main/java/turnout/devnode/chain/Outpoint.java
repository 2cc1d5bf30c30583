package turnout.devnode.chain;

/** An output of a transaction, by txid in reversed hex and index (unsigned 32 bits). */
public record Outpoint(String txid, long index) {}
