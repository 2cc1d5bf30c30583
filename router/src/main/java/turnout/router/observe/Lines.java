package turnout.router.observe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Operations;
import turnout.router.call.Role;

/** Numbers all lines, so that what is kept for each is an array. Immutable. */
final class Lines {

    private static final int ENGINES = EngineName.values().length;
    private static final int ROLES = Role.values().length;

    private final List<Line> all = new ArrayList<>();

    Lines(Operations operations) {
        List<String> names = new ArrayList<>();
        names.add(Line.RELAYED);
        operations.all().forEach(operation -> names.add(operation.name()));
        for (String name : names) {
            for (EngineName engine : EngineName.values()) {
                for (Role role : Role.values()) {
                    all.add(new Line(name, engine, role, false));
                    all.add(new Line(name, engine, role, true));
                }
            }
        }
    }

    /** @param operation null for a relayed method */
    static int index(@Nullable Operation operation, EngineName engine, Role role, boolean answered) {
        int row = operation == null ? 0 : operation.index() + 1;
        return ((row * ENGINES + engine.ordinal()) * ROLES + role.ordinal()) * 2 + (answered ? 1 : 0);
    }

    Line get(int index) {
        return all.get(index);
    }

    int size() {
        return all.size();
    }
}
