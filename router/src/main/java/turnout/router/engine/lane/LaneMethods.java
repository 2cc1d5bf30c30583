package turnout.router.engine.lane;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import turnout.router.http2.HeaderBlock;
import turnout.router.http2.PathTable;

/** All methods that workers have ever named to one event loop; grows when a worker names a new one. On that loop. */
public final class LaneMethods {

    /** More names than this from workers of one process are not a service any more. */
    private static final int MOST = 65_535;

    private final Map<String, LaneMethod> byName = new HashMap<>();
    private PathTable<LaneMethod> byPath = PathTable.of(Map.of());

    /** The method that the value of this {@code :path} field names, or null. */
    public @Nullable LaneMethod find(HeaderBlock path) {
        return byPath.find(path);
    }

    /** By {@code package.Service/Method}, or null. */
    public @Nullable LaneMethod find(String name) {
        return byName.get(name);
    }

    /**
     * Takes in the names of a worker.
     *
     * @param names by the worker's number
     * @return the worker's numbers by {@link LaneMethod#index()}, -1 where it does not have the method
     */
    int[] numbers(List<String> names) {
        int before = byName.size();
        for (String name : names) {
            if (byName.size() < MOST && !byName.containsKey(name)) {
                byName.put(name, new LaneMethod(byName.size(), name));
            }
        }
        if (byName.size() > before) {
            Map<String, LaneMethod> paths = new HashMap<>();
            byName.forEach((name, method) -> paths.put("/" + name, method));
            byPath = PathTable.of(paths);
        }
        int[] numbers = new int[byName.size()];
        Arrays.fill(numbers, -1);
        for (int number = 0; number < names.size(); number++) {
            LaneMethod method = byName.get(names.get(number));
            if (method != null) {
                numbers[method.index()] = number;
            }
        }
        return numbers;
    }
}
