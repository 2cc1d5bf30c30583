package turnout.router.compare;

import org.jspecify.annotations.Nullable;

/**
 * Where in a reply the comparison is. Written out only when something differs.
 *
 * @param name of the step; empty at the root
 * @param index of a list's element; -1 for none
 * @param key of a map's entry as it may be written; null for none
 * @param sensitive whether this or anything above it is
 * @param depth steps above it
 */
record Path(
        @Nullable Path parent,
        String name,
        int index,
        @Nullable String key,
        boolean sensitive,
        int depth) {

    static final Path BODY = root("");
    static final Path DETAILS = root("grpc-status-details");
    static final Path STATUS = root("grpc-status");

    private static Path root(String name) {
        return new Path(null, name, -1, null, false, 0);
    }

    Path to(FieldRule field) {
        return new Path(this, field.name(), -1, null, sensitive || field.sensitive(), depth + 1);
    }

    Path to(String step) {
        return new Path(this, step, -1, null, sensitive, depth + 1);
    }

    Path at(int place) {
        return new Path(parent, name, place, null, sensitive, depth);
    }

    Path at(String entry) {
        return new Path(parent, name, -1, entry, sensitive, depth);
    }

    String text() {
        return write(new StringBuilder(), true).toString();
    }

    String pattern() {
        return write(new StringBuilder(), false).toString();
    }

    private StringBuilder write(StringBuilder out, boolean places) {
        if (parent != null) {
            parent.write(out, places);
            if (!out.isEmpty()) {
                out.append('.');
            }
        }
        out.append(name);
        if (index >= 0) {
            out.append('[').append(places ? Integer.toString(index) : "").append(']');
        }
        if (key != null) {
            out.append('{').append(places ? key : "").append('}');
        }
        return out;
    }
}
