package turnout.load.bench;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import turnout.contract.Contract;
import turnout.load.generate.Seeds;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.sets.VectorSets;

/** Which requests stand for an operation: of those that are answered OK, the middle one by size, and the largest. */
final class EngineRequests {

    // Asking thousands says no more of the middle.
    private static final int ASKED = 60;

    // A second row is worth it from here on.
    private static final int MUCH_LARGER = 8;

    private final Seeds seeds;
    private final PythonEngine python;

    private EngineRequests(Seeds seeds, PythonEngine python) {
        this.seeds = seeds;
        this.python = python;
    }

    static EngineRequests of(Path installation, PythonEngine python) throws IOException {
        return new EngineRequests(Seeds.of(VectorSets.all(), Corpus.of(installation), Contract.shipped()), python);
    }

    List<EngineRequest> of(String method) {
        List<ByteString> bySize = new ArrayList<>(seeds.all(method));
        bySize.sort(Comparator.comparingInt(ByteString::size));
        List<EngineRequest> answered = new ArrayList<>();
        int step = Math.max(1, bySize.size() / ASKED);
        for (int i = bySize.size() - 1; i >= 0; i -= step) {
            byte[] request = bySize.get(i).toByteArray();
            try {
                answered.addFirst(new EngineRequest(
                        method.substring(method.lastIndexOf('/') + 1),
                        method,
                        request,
                        python.answer(method, request)));
            } catch (IOException e) {
                // Refused: it says what an error costs, not what an answer does.
            }
        }
        if (answered.isEmpty()) {
            return List.of();
        }
        EngineRequest middle = answered.get(answered.size() / 2);
        EngineRequest largest = answered.getLast();
        return largest.request().length > MUCH_LARGER * middle.request().length
                ? List.of(middle, largest)
                : List.of(middle);
    }
}
