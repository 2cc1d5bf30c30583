package turnout.load.bench;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How a service tells by gRPC where its lane is (docs/lane.md). Read and written by hand, as services do that have no
 * generated code for it.
 *
 * @param address {@code unix:} and a path
 * @param token to be shown in HELLO
 * @param version the highest that the service speaks
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Announcement(String address, byte[] token, int version) {

    static final String METHOD = "turnout.lane.v1.Lane/Announce";

    static Announcement parse(byte[] message) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message);
        String address = "";
        byte[] token = {};
        int version = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> address = in.readStringRequireUtf8();
                case 2 -> token = in.readByteArray();
                case 3 -> version = in.readUInt32();
                default -> in.skipField(tag);
            }
        }
        return new Announcement(address, token, version);
    }

    byte[] serialize() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeString(1, address);
            out.writeByteArray(2, token);
            out.writeUInt32(3, version);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
