package turnout.router.app.config;

/** A value that one source gives to a path, whether or not such a key exists. */
record Assignment(String path, RawValue raw, Origin origin) {}
