package turnout.router.journal;

/**
 * Where a record stands.
 *
 * @param bytes with its header
 */
record Location(int segment, long offset, int bytes) {}
