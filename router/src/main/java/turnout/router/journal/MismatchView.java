package turnout.router.journal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What was kept. Any thread; reads files, so no event loop. */
public interface MismatchView {

    /** Of all operations, the latest first. */
    List<Cluster> clusters();

    /** Empty when there is none of this id, or no more. */
    Optional<Exemplar> find(String id) throws IOException;

    /** The latest first. */
    List<WrongAnswer> wrongAnswers(int limit) throws IOException;
}
