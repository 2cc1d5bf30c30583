package turnout.load.vectors;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.util.HexFormat;
import java.util.List;

/** What an engine made of a request, as far as both engines must agree on it: no message text, no trailers. */
public sealed interface Answer {

    /** For a report: a status, or the beginning of a body. */
    String text();

    /** @param messages serialized, one of a unary operation */
    record Replied(List<ByteString> messages) implements Answer {

        private static final int SHOWN_BYTES = 40;

        public Replied {
            messages = List.copyOf(messages);
        }

        @Override
        public String text() {
            int size = messages.stream().mapToInt(ByteString::size).sum();
            byte[] first = messages.isEmpty()
                    ? new byte[0]
                    : messages.getFirst()
                            .substring(
                                    0, Math.min(SHOWN_BYTES, messages.getFirst().size()))
                            .toByteArray();
            return "OK, " + messages.size() + " × " + size + " bytes "
                    + HexFormat.of().formatHex(first);
        }
    }

    /**
     * @param domain of ErrorInfo; empty without one
     * @param reason of ErrorInfo; empty without one
     * @param fields of BadRequest, in its order
     * @param before replies of a stream that came first
     */
    record Refused(Status.Code status, String domain, String reason, List<String> fields, List<ByteString> before)
            implements Answer {

        public Refused {
            fields = List.copyOf(fields);
            before = List.copyOf(before);
        }

        /** Whether it is an operation's own refusal, and not one that says that Turnout is broken. */
        public boolean meant() {
            return domain.equals("turnout") && status != Status.Code.INTERNAL && status != Status.Code.UNKNOWN;
        }

        @Override
        public String text() {
            return status + " " + (domain.isEmpty() ? "without a reason" : domain + "/" + reason) + " " + fields;
        }
    }
}
