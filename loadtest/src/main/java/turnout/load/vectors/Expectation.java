package turnout.load.vectors;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import turnout.errors.v1.Reason;

/** What a right answer to a case is. Pure: it is asked about both engines' answers, on any thread. */
@FunctionalInterface
public interface Expectation {

    /** What is wrong with the answer, in one line; empty when it is right. */
    Optional<String> wrong(Answer answer);

    /** A reply of a unary operation that passes every check. */
    static <A extends Message> Expectation reply(Parser<A> parser, BiConsumer<A, Check> checks) {
        return answer -> {
            if (!(answer instanceof Answer.Replied replied)
                    || replied.messages().size() != 1) {
                return Optional.of("no reply: " + answer.text());
            }
            Check check = new Check();
            try {
                checks.accept(parser.parseFrom(replied.messages().getFirst()), check);
            } catch (InvalidProtocolBufferException e) {
                return Optional.of("not the reply's message: " + e.getMessage());
            } catch (RuntimeException e) {
                return Optional.of("cannot be checked: " + e);
            }
            return check.wrong();
        };
    }

    /** This very reply. */
    static Expectation reply(Message expected) {
        return body(expected.toByteString());
    }

    /** This very reply, serialized. */
    static Expectation body(ByteString expected) {
        return answer -> answer.equals(new Answer.Replied(List.of(expected)))
                ? Optional.empty()
                : Optional.of("expected " + new Answer.Replied(List.of(expected)).text() + ", got " + answer.text());
    }

    /** Refused for one of these reasons; for any, when none is given, as long as it is an operation's own refusal. */
    static Expectation refusedWith(Reason... reasons) {
        List<String> names = Arrays.stream(reasons).map(Reason::name).toList();
        return answer -> answer instanceof Answer.Refused refused
                        && refused.meant()
                        && (names.isEmpty() || names.contains(refused.reason()))
                ? Optional.empty()
                : Optional.of("expected a refusal with " + (names.isEmpty() ? "any reason" : String.join(" or ", names))
                        + ", got " + answer.text());
    }

    /** Any reply. */
    static Expectation anyReply() {
        return answer -> answer instanceof Answer.Replied ? Optional.empty() : Optional.of("got " + answer.text());
    }

    /** Any reply, and any refusal that an operation means: what holds of every request whatever. */
    static Expectation anything() {
        return answer -> answer instanceof Answer.Refused refused && !refused.meant()
                ? Optional.of("got " + answer.text())
                : Optional.empty();
    }
}
