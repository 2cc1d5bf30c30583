package turnout.load.laws;

import java.util.List;
import java.util.stream.Stream;

/** Every law there is; a family's own list is one line here. */
final class Laws {

    private Laws() {}

    static List<Law> all() {
        return Stream.of(TransactionLaws.ALL, DescriptorLaws.ALL, KeyLaws.ALL, SignatureLaws.ALL)
                .flatMap(List::stream)
                .toList();
    }
}
