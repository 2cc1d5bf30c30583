package turnout.nativeimpl.chain;

/** The best block that an answer was computed at. */
record Tip(String hash, int height) {}
