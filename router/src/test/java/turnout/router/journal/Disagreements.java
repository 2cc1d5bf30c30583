package turnout.router.journal;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import turnout.contract.Contract;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Operations;
import turnout.router.compare.Comparator;
import turnout.router.compare.ComparedReply;
import turnout.router.compare.Comparison;
import turnout.router.compare.Digests;
import turnout.script.v1.DecodeScriptRequest;
import turnout.script.v1.DecodeScriptResponse;
import turnout.script.v1.ValidateAddressRequest;
import turnout.script.v1.ValidateAddressResponse;

/** Mismatches of the shipped contract, found by the real comparator. */
public final class Disagreements {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final Digests DIGESTS = Digests.of("sixteen bytes or more".getBytes(StandardCharsets.US_ASCII));
    public static final Versions VERSIONS = new Versions("0.1.0", "0.1.0", "3.11");
    static final Operations OPERATIONS = Operations.of(Contract.shipped());

    private static final Comparator COMPARATOR = Comparator.of(OPERATIONS, DIGESTS);

    private Disagreements() {}

    static Operation operation(String name) {
        return OPERATIONS.find(name).orElseThrow();
    }

    static Mismatch of(String operation, Message request, ComparedReply served, ComparedReply other, Instant time) {
        Operation found = operation(operation);
        return new Mismatch(
                found,
                time,
                request.toByteArray(),
                served,
                other,
                EngineName.NATIVE,
                COMPARATOR.compare(found, served, other),
                7,
                "call-" + time.getEpochSecond(),
                "");
    }

    /** One that differs in one field of {@code ValidateAddress}: as many clusters as there are fields. */
    public static Mismatch ofAddress(int field, Instant time) {
        ValidateAddressResponse served = ValidateAddressResponse.newBuilder()
                .setValid(true)
                .setWitnessVersion(1)
                .build();
        ValidateAddressResponse.Builder other = served.toBuilder();
        switch (field) {
            case 0 -> other.setValid(false);
            case 1 -> other.setWitnessVersion(2);
            case 2 -> other.setIsScript(true);
            case 3 -> other.setIsWitness(true);
            default -> other.setScriptPubKey(ByteString.copyFromUtf8("x"));
        }
        return of(
                "turnout.script.v1.ScriptService/ValidateAddress",
                ValidateAddressRequest.newBuilder()
                        .setAddress("address " + field)
                        .build(),
                ComparedReply.answer(served.toByteArray()),
                ComparedReply.answer(other.build().toByteArray()),
                time);
    }

    /** The same, on a field that PYTHON disagrees with itself on. */
    static Mismatch noise(Instant time) {
        Mismatch wrong = ofAddress(0, time);
        return new Mismatch(
                wrong.operation(),
                time,
                wrong.request(),
                wrong.served(),
                wrong.other(),
                wrong.servedBy(),
                Comparison.withoutNoise(wrong.comparison(), wrong.comparison()),
                wrong.flagRev(),
                wrong.callId(),
                wrong.headerKey());
    }

    /** One whose replies are as large as asked. */
    static Mismatch ofScript(int bytes, Instant time) {
        DecodeScriptResponse.Builder reply = DecodeScriptResponse.newBuilder();
        reply.getScriptPubKeyBuilder().setAsm("0".repeat(bytes / 2));
        byte[] served = reply.setP2Sh("a").build().toByteArray();
        byte[] other = reply.setP2Sh("b").build().toByteArray();
        return of(
                "turnout.script.v1.ScriptService/DecodeScript",
                DecodeScriptRequest.newBuilder()
                        .setScript(ByteString.copyFromUtf8("s"))
                        .build(),
                ComparedReply.answer(served),
                ComparedReply.answer(other),
                time);
    }

    /** What the journal's writer does with one mismatch, on this thread. */
    static List<String> write(MismatchStore store, JournalRules rules, Mismatch mismatch) throws IOException {
        List<ClusterState> wanting = store.see(mismatch).stream()
                .filter(cluster -> cluster.wants(mismatch.time(), rules.exemplars(), 0))
                .toList();
        if (wanting.isEmpty()) {
            store.writeCounts();
            return List.of();
        }
        String id = wanting.getFirst().nextId();
        store.writeCounts();
        store.write(new Redactor(DIGESTS, () -> VERSIONS).exemplar(id, wanting, mismatch), wanting);
        return List.of(id);
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
        }
    }
}
