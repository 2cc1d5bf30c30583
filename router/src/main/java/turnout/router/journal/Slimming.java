package turnout.router.journal;

/** Makes an exemplar fit. */
final class Slimming {

    private Slimming() {}

    static Exemplar withoutMessages(Exemplar exemplar) {
        return new Exemplar(
                exemplar.id(),
                exemplar.clusters(),
                exemplar.operation(),
                exemplar.component(),
                exemplar.time(),
                exemplar.servedBy(),
                exemplar.outcome(),
                exemplar.differences(),
                without(exemplar.request()),
                without(exemplar.served()),
                without(exemplar.other()),
                exemplar.versions(),
                exemplar.flagRev(),
                exemplar.callId(),
                exemplar.key());
    }

    private static StoredReply without(StoredReply reply) {
        return new StoredReply(reply.status(), without(reply.details()), without(reply.body()));
    }

    private static StoredMessage without(StoredMessage message) {
        return message.bytes().length == 0
                ? message
                : StoredMessage.leftOut(message.length(), "too large to be kept: " + message.length() + " bytes");
    }
}
