package turnout.router.engine;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where a service takes calls by lane, in its own words (docs/lane.md, "How a lane is found").
 *
 * @param path of the unix socket, absolute
 * @param version the highest that the service speaks
 */
record Announcement(String path, byte[] token, int version) {

    static final String METHOD = "turnout.lane.v1.Lane/Announce";

    private static final String UNIX = "unix:";
    private static final int ADDRESS = 1;
    private static final int TOKEN = 2;
    private static final int VERSION = 3;

    /** @throws IOException when it is not that message, or names no unix socket */
    static Announcement parse(ByteBuffer message) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message);
        String address = "";
        byte[] token = {};
        int version = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case ADDRESS -> address = in.readString();
                case TOKEN -> token = in.readByteArray();
                case VERSION -> version = in.readUInt32();
                default -> in.skipField(tag);
            }
        }
        if (!address.startsWith(UNIX + "/")) {
            throw new IOException("address \"" + address + "\" (expected: unix: and an absolute path)");
        }
        return new Announcement(address.substring(UNIX.length()), token, version);
    }
}
