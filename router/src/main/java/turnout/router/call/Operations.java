package turnout.router.call;

import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import turnout.contract.Contract;

/** The operations of a contract. A method that is not here goes to PYTHON untouched. Immutable. */
public final class Operations {

    private final List<Operation> all;
    private final Map<String, Operation> byName;

    private Operations(List<Operation> all) {
        this.all = List.copyOf(all);
        this.byName = new HashMap<>();
        all.forEach(operation -> byName.put(operation.name(), operation));
    }

    public static Operations of(Contract contract) {
        List<Operation> all = new ArrayList<>();
        for (MethodDescriptor method : contract.methods()) {
            if (Operation.takesPart(method)) {
                all.add(Operation.of(all.size(), method));
            }
        }
        return new Operations(all);
    }

    /** In the order of the contract; an operation's place is its {@link Operation#index()}. */
    public List<Operation> all() {
        return all;
    }

    /** @param name {@code package.Service/Method}, without a leading slash */
    public Optional<Operation> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Full names of the operations of each component. */
    public SortedMap<String, SortedSet<String>> namesByComponent() {
        SortedMap<String, SortedSet<String>> names = new TreeMap<>();
        all.forEach(operation -> names.computeIfAbsent(operation.component(), component -> new TreeSet<>())
                .add(operation.name()));
        return names;
    }

    /** The components that the operations belong to, sorted. */
    public SortedSet<String> components() {
        SortedSet<String> components = new TreeSet<>();
        all.forEach(operation -> components.add(operation.component()));
        return components;
    }
}
