package turnout.devnode.rpc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All methods by name: finds one, brings its arguments into position and checks their types as Core does. */
public final class MethodTable {
    private final Map<String, Method> methods;

    public MethodTable(List<Method> methods) {
        this.methods = methods.stream().collect(Collectors.toMap(Method::name, method -> method));
    }

    /** @throws RpcError what the caller is told */
    Json answer(String name, Json parameters) {
        Method method = methods.get(name);
        if (method == null) {
            throw new RpcError(RpcError.METHOD_NOT_FOUND, "Method not found");
        }
        List<Json> values = switch (parameters) {
            case Json.Obj named -> positions(method, named);
            case Json.Arr listed -> listed.items();
            case Json other -> throw new RpcError(RpcError.INVALID_REQUEST, "Params must be an array or object");
        };
        check(method, values);
        return method.body().answer(new Arguments(values));
    }

    private static List<Json> positions(Method method, Json.Obj named) {
        Map<String, Json> left = new LinkedHashMap<>(named.fields());
        List<Json> values = new ArrayList<>();
        if (left.remove("args") instanceof Json.Arr first) {
            values.addAll(first.items());
        }
        int known = values.size();
        for (int position = 0; position < method.parameters().size(); position++) {
            for (String name : method.parameters().get(position).allNames()) {
                Json value = left.remove(name);
                if (value == null) {
                    continue;
                }
                if (position < known) {
                    throw new RpcError(
                            RpcError.INVALID_PARAMETER,
                            "Parameter " + name + " specified twice both as positional and named argument");
                }
                while (values.size() <= position) {
                    values.add(Json.NULL);
                }
                values.set(position, value);
            }
        }
        if (!left.isEmpty()) {
            String unknown = left.keySet().iterator().next();
            throw new RpcError(RpcError.INVALID_PARAMETER, "Unknown named parameter " + unknown);
        }
        return values;
    }

    private static void check(Method method, List<Json> values) {
        List<Method.Parameter> parameters = method.parameters();
        long needed = parameters.stream().filter(Method.Parameter::required).count();
        if (values.size() > parameters.size() || values.size() < needed) {
            // Core answers with the whole help of the method.
            throw new RpcError(RpcError.MISC_ERROR, method.usage() + "\n");
        }
        Json.Obj wrong = Json.object();
        for (int i = 0; i < parameters.size(); i++) {
            Method.Parameter parameter = parameters.get(i);
            Json value = i < values.size() ? values.get(i) : Json.NULL;
            boolean leftOut = value instanceof Json.Null && !parameter.required();
            if (parameter.type() == Method.ParameterType.ANY
                    || leftOut
                    || value.typeName().equals(parameter.type().word)) {
                continue;
            }
            wrong.with(
                    "Position " + (i + 1) + " (" + parameter.names() + ")",
                    "JSON value of type " + value.typeName() + " is not of expected type " + parameter.type().word);
        }
        if (!wrong.fields().isEmpty()) {
            throw new RpcError(RpcError.TYPE_ERROR, "Wrong type passed:\n" + indented(wrong));
        }
    }

    private static String indented(Json.Obj object) {
        return object.fields().entrySet().stream()
                .map(field ->
                        "    " + JsonText.write(Json.text(field.getKey())) + ": " + JsonText.write(field.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}"));
    }

    /** What {@code help} answers: all methods under their headings, or the usage line of one. */
    public String help(Optional<String> name) {
        if (name.isPresent()) {
            Method method = methods.get(name.get());
            return method == null ? "help: unknown command: " + name.get() : method.usage();
        }
        Map<String, List<Method>> byCategory = methods.values().stream()
                .sorted(Comparator.comparing(Method::name))
                .collect(Collectors.groupingBy(Method::category, TreeMap::new, Collectors.toList()));
        return byCategory.entrySet().stream()
                .map(entry -> "== " + entry.getKey() + " ==\n"
                        + entry.getValue().stream().map(Method::usage).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }
}
